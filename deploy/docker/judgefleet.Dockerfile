# The fleet's images, one target each: worker, worker-gpu, aggregator, cli.
#   docker build -f deploy/docker/judgefleet.Dockerfile --target worker -t judgefleet/worker .
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre
ARG TORCH=pytorch/pytorch:2.7.1-cuda12.8-cudnn9-runtime

FROM ${JDK} AS build
WORKDIR /build
COPY . .
# Tests have run before an image is made; dependencies go to target/lib of each deployable.
RUN ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl worker,aggregator,producer-cli -am \
        package dependency:copy-dependencies -DincludeScope=runtime -Dmdep.prependGroupId=true \
        '-DoutputDirectory=${project.build.directory}/lib'

FROM ${JRE} AS base
# Not root, and a home folder: DJL unpacks its native library into it.
RUN groupadd --gid 10001 judgefleet \
    && useradd --uid 10001 --gid 10001 --create-home --home-dir /var/lib/judgefleet judgefleet \
    && mkdir /var/lib/judgefleet/state \
    && chown 10001:10001 /var/lib/judgefleet/state
COPY --chmod=755 deploy/docker/answers.sh /usr/local/bin/answers
USER 10001:10001
WORKDIR /var/lib/judgefleet
ENV DJL_OFFLINE=true OPT_OUT_TRACKING=true
VOLUME /var/lib/judgefleet/state

FROM base AS worker
COPY --from=build /build/worker/target/lib /opt/judgefleet/lib
COPY --from=build /build/worker/target/classes /opt/judgefleet/classes
COPY models/judge-small /opt/judgefleet/models/judge-small
ENV MICRONAUT_SERVER_HOST=0.0.0.0 MICRONAUT_SERVER_PORT=8082 JUDGEFLEET_WORKER_STATE_DIR=/var/lib/judgefleet/state
EXPOSE 8082
HEALTHCHECK --interval=10s --timeout=5s --start-period=3m CMD ["answers", "8082", "/health/readiness"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/judgefleet/classes:/opt/judgefleet/lib/*", "io.judgefleet.worker.Main"]

# CUDA's libtorch is not on Maven Central; this image has the one version that DJL's native library works with.
FROM ${TORCH} AS worker-gpu
COPY --from=base /opt/java/openjdk /opt/java/openjdk
COPY --from=base /usr/local/bin/answers /usr/local/bin/answers
COPY --from=build /build/worker/target/lib /opt/judgefleet/lib
COPY --from=build /build/worker/target/classes /opt/judgefleet/classes
COPY models/judge-small /opt/judgefleet/models/judge-small
# The CPU's native library on the class path would win over CUDA's.
RUN rm -f /opt/judgefleet/lib/ai.djl.pytorch.pytorch-native-cpu-*.jar \
    && ln -s "$(python -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))')" /opt/libtorch \
    && groupadd --gid 10001 judgefleet \
    && useradd --uid 10001 --gid 10001 --create-home --home-dir /var/lib/judgefleet judgefleet \
    && mkdir /var/lib/judgefleet/state \
    && chown 10001:10001 /var/lib/judgefleet/state
USER 10001:10001
WORKDIR /var/lib/judgefleet
ENV PATH=/opt/java/openjdk/bin:$PATH \
    PYTORCH_LIBRARY_PATH=/opt/libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128 \
    PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True \
    DJL_OFFLINE=true OPT_OUT_TRACKING=true \
    MICRONAUT_SERVER_HOST=0.0.0.0 MICRONAUT_SERVER_PORT=8082 JUDGEFLEET_WORKER_STATE_DIR=/var/lib/judgefleet/state
VOLUME /var/lib/judgefleet/state
EXPOSE 8082
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m CMD ["answers", "8082", "/health/readiness"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/judgefleet/classes:/opt/judgefleet/lib/*", "io.judgefleet.worker.Main"]

FROM base AS aggregator
COPY --from=build /build/aggregator/target/lib /opt/judgefleet/lib
COPY --from=build /build/aggregator/target/classes /opt/judgefleet/classes
ENV MICRONAUT_SERVER_HOST=0.0.0.0 MICRONAUT_SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m CMD ["answers", "8080", "/health/readiness"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/judgefleet/classes:/opt/judgefleet/lib/*", "io.judgefleet.aggregator.Main"]

FROM base AS cli
COPY --from=build /build/producer-cli/target/lib /opt/judgefleet/lib
COPY --from=build /build/producer-cli/target/classes /opt/judgefleet/classes
COPY samples /opt/judgefleet/samples
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/opt/judgefleet/classes:/opt/judgefleet/lib/*", "io.judgefleet.cli.Main"]
