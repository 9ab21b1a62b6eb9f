# The image of customer-report: a run in one process, or a part of a Flink cluster.
#
#   docker build -t customer-report .                                   builds the program as well, by Maven
#   mvn -q -DskipTests package &&
#     docker build --build-context built=target -t customer-report .    from target/, without a network
#
#   docker run --rm -v LOGS:/in:ro -v OUT:/out customer-report --input /in --output /out/today
#
# docs/operations.md has the rest. Nothing in it needs a shell, so BASE may be an image of Java, 17 or newer, without one.
ARG BASE=docker.io/library/eclipse-temurin:17-jre
ARG BUILDER=docker.io/library/maven:3.9-eclipse-temurin-17

FROM ${BUILDER} AS maven
WORKDIR /src
COPY . .
RUN mvn -B -q -Ppostgres -DskipTests -Dspotless.check.skip -Dassembly.skipAssembly package

FROM scratch AS built
COPY --from=maven /src/target/customer-report.jar /src/target/bom.json /
COPY --from=maven /src/target/lib /lib
COPY --from=maven /src/target/cluster-lib /cluster-lib

FROM ${BASE}
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="customer-report" \
      org.opencontainers.image.description="One exact report per customer from newline-delimited JSON payment logs" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Names of files may be beyond ASCII.
ENV LC_ALL=C.UTF-8 \
    FLINK_PLUGINS_DIR=/opt/customer-report/plugins

COPY --from=built lib /opt/customer-report/lib
COPY --from=built cluster-lib /opt/customer-report/cluster-lib
COPY --from=built customer-report.jar bom.json /opt/customer-report/
COPY LICENSE NOTICE /opt/customer-report/
COPY src/main/launcher /opt/customer-report/launcher
COPY flink-conf /opt/customer-report/conf
COPY examples/payments.ndjson examples/daily /opt/customer-report/examples/

# Writes the command, the options of the JVM and archived classes; folders that volumes take their owner from.
RUN ["java", "-XX:TieredStopAtLevel=1", "-cp", "/opt/customer-report/customer-report.jar:/opt/customer-report/lib/*", \
     "io.customerreport.container.ImagePreparation", "/opt/customer-report", "/opt/customer-report/plugins", \
     "/out", "/output", "/checkpoints"]

USER 9999:9999
WORKDIR /tmp
ENTRYPOINT ["/opt/customer-report/bin/customer-report"]
CMD ["--help"]
