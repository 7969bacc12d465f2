# Short names for the build; `./mvnw verify` is the whole truth.

fmt:
    ./mvnw -q spotless:apply

test:
    ./mvnw test

it:
    ./mvnw verify

run:
    ./judgefleet demo
