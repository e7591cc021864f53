package com.example;

import java.time.Instant;

public final class Clock {
  public static void main(String[] args) {
    System.out.println(Instant.now());
  }
}
