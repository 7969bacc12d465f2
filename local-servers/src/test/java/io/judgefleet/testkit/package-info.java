/** What the integration tests of all modules share: brokers, registries and readers of topics. */
@org.jspecify.annotations.NullMarked
package io.judgefleet.testkit;
