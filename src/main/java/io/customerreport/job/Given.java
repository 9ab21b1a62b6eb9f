package io.customerreport.job;

/** An option as the user gave it. */
public record Given(String option, String value) {

    /**
     * @param why goes on from the option and its value, such as {@code does not exist}
     */
    public UsageException refused(String why) {
        return new UsageException(this + " " + why);
    }

    /** Such as {@code --output 'report'}. */
    @Override
    public String toString() {
        return option + " '" + value + "'";
    }
}
