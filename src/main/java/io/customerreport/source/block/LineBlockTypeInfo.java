package io.customerreport.source.block;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link LineBlock}, so that it is never taken for a generic type. */
public final class LineBlockTypeInfo extends TypeInformation<LineBlock> {

    public static final LineBlockTypeInfo INSTANCE = new LineBlockTypeInfo();

    private static final long serialVersionUID = 1L;

    private LineBlockTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<LineBlock> getTypeClass() {
        return LineBlock.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<LineBlock> createSerializer(SerializerConfig config) {
        return LineBlockSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "LineBlock";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineBlockTypeInfo;
    }

    @Override
    public int hashCode() {
        return LineBlock.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LineBlockTypeInfo;
    }
}
