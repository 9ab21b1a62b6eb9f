package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.skipBlanks;
import static io.customerreport.parse.JsonScanner.skipColon;

/**
 * Scans events whose fields stand anywhere in the line's object, with times in any unit.
 *
 * <p>Recurses only along the paths to the fields; what they do not lead to is skipped.
 */
final class ShapedEventScanner extends FieldScanner {

    /** Deeper paths are for the slow tier, which does not recurse as deeply in other places. */
    private static final int MAX_DEPTH = 63;

    private final FieldTree root;
    private final boolean tooDeep;
    private final TsUnit tsUnit;
    private final DateTimeReader dateTime = new DateTimeReader();

    ShapedEventScanner(EventShape shape) {
        root = FieldTree.of(shape);
        tooDeep =
                EventField.all().stream()
                        .anyMatch(field -> shape.path(field).tokens().size() > MAX_DEPTH);
        tsUnit = shape.tsUnit();
    }

    @Override
    int scanMembers(byte[] b, int at) {
        return tooDeep ? DECLINED : scanObject(root, b, at);
    }

    /** Reads from the first name's quote on; returns the index of the closing brace. */
    private int scanObject(FieldTree node, byte[] b, int at) {
        while (b[at] == '"') {
            int member = node.find(b, at + 1);
            if (member < 0) {
                at = skipMember(b, at + 1);
            } else {
                at = skipColon(b, at + 1 + node.length(member));
                at = at < 0 ? DECLINED : scan(node.named(member), b, at);
            }
            if (at < 0) {
                return DECLINED;
            }
            at = skipBlanks(b, at);
            if (b[at] == '}') {
                return at;
            }
            if (b[at] != ',') {
                return DECLINED;
            }
            at = skipBlanks(b, at + 1);
        }
        return DECLINED;
    }

    /** Scans the value at {@code at}, to which a path leads; returns the index after it. */
    private int scan(FieldTree node, byte[] b, int at) {
        // Of equal names the last counts, at each level.
        clear(node.all());
        boolean object = b[at] == '{';
        if (!object && b[at] != '[') {
            return node.here() == 0 ? JsonScanner.skipValue(b, at) : scanFields(node, b, at);
        }
        if (node.here() != 0) {
            return DECLINED;
        }
        if (object ? !node.hasMembers() : !node.hasElements()) {
            return JsonScanner.skipValue(b, at);
        }
        int first = skipBlanks(b, at + 1);
        if (b[first] == (object ? '}' : ']')) {
            return first + 1;
        }
        int close = object ? scanObject(node, b, first) : scanArray(node, b, first);
        return close < 0 ? DECLINED : close + 1;
    }

    private int scanArray(FieldTree node, byte[] b, int at) {
        int next = 0;
        for (int index = 0; ; index++) {
            if (next < node.indexes() && node.index(next) == index) {
                at = scan(node.indexed(next++), b, at);
            } else {
                at = JsonScanner.skipValue(b, at);
            }
            if (at < 0) {
                return DECLINED;
            }
            at = skipBlanks(b, at);
            if (b[at] == ']') {
                return at;
            }
            if (b[at] != ',') {
                return DECLINED;
            }
            at = skipBlanks(b, at + 1);
        }
    }

    /**
     * Reads one value as each of the fields that it is. A text may end before a fraction, of which
     * the caller makes a reason to decline; so all must end alike.
     */
    private int scanFields(FieldTree node, byte[] b, int at) {
        int rest = node.here();
        int end = scanField(rest & -rest, b, at);
        for (rest &= rest - 1; rest != 0; rest &= rest - 1) {
            if (scanField(rest & -rest, b, at) != end) {
                return DECLINED;
            }
        }
        return end;
    }

    private int scanField(int bit, byte[] b, int at) {
        return switch (bit) {
            case 1 << 0 -> scanEventId(b, at);
            case 1 << 1 -> scanCustomer(b, at);
            case 1 << 2 -> scanTime(b, at);
            case 1 << 3 -> scanType(b, at);
            case 1 << 4 -> scanAmount(b, at);
            default -> scanCurrency(b, at);
        };
    }

    private int scanTime(byte[] b, int at) {
        if (tsUnit == TsUnit.ISO_8601) {
            if (b[at] != '"') {
                return DECLINED;
            }
            int end = dateTime.read(b, at + 1);
            ts = dateTime.seconds();
            return end;
        }
        int end = scanTs(b, at);
        ts /= tsUnit.perSecond;
        return end;
    }
}
