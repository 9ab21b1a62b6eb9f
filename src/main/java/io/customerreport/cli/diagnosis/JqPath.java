package io.customerreport.cli.diagnosis;

import java.util.regex.Pattern;

/** Spells a JSON Pointer as jq does. */
final class JqPath {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]*");

    private JqPath() {}

    /**
     * @param pointer not the empty one; a number in it is taken for an index
     */
    static String of(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            if (NAME.matcher(name).matches()) {
                path.append('.').append(name);
            } else if (INDEX.matcher(name).matches()) {
                path.append(path.length() == 0 ? "." : "").append('[').append(name).append(']');
            } else {
                path.append('.')
                        .append('"')
                        .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return path.toString();
    }
}
