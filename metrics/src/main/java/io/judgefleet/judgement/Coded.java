package io.judgefleet.judgement;

/**
 * A constant that is stored and counted under a number of its own, which stays the same whatever constants come before it. A
 * number is never given to another constant.
 */
public interface Coded {
    /** Not negative. */
    int code();
}
