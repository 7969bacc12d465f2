package io.judgefleet.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A class of tests that is skipped, with one line, where no container engine answers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.judgefleet.testkit.Containers#haveEngine",
        disabledReason =
                "skipped: no container engine answers; the same contract is tested with servers of this machine")
public @interface WithContainers {}
