package io.customerreport.parse;

/**
 * One accepted payment event, reused by whoever hands it out.
 *
 * <p>The two byte ranges point into arrays of the parser or of the block being parsed. All fields
 * are valid until the parser is called again; whoever keeps an event copies it.
 */
public final class Event {

    /** No event's position. */
    public static final long UNKNOWN = -1;

    /** The rate of a currency that has none; such amounts count as US dollars. */
    public static final int UNRATED = Utf8Index.NONE;

    /** Holds the event's id as strict UTF-8, never empty. */
    public byte[] id;

    public int idStart;
    public int idLength;

    /** Holds the customer's id as strict UTF-8, never empty. */
    public byte[] customer;

    public int customerStart;
    public int customerLength;

    /** Holds the event type as strict UTF-8; an absent type is empty. */
    public byte[] type;

    public int typeStart;
    public int typeLength;

    /** Holds the currency as strict UTF-8; absent and what is not text is empty. Not serialized. */
    public byte[] currency;

    public int currencyStart;
    public int currencyLength;

    /** Which of the parser's currencies it is, or {@link #UNRATED}. Not serialized. */
    public int rate;

    /** Unix seconds, UTC, positive and at most the year 9999. */
    public long ts;

    /** The amount converted to US dollars: one double product, so NaN and infinities may occur. */
    public double usd;

    /** Whether the amount did not convert to a double and was read as 0.0. */
    public boolean amountDefaulted;

    /**
     * Where the event stands in the whole input, files in the order of their paths: larger means
     * later. Only sequential summation needs it.
     */
    public long position;

    /**
     * The position of the event that stands directly before this one in the input, or {@link
     * #UNKNOWN} when what stands there was read elsewhere.
     */
    public long predecessor;
}
