package com.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;

/** Adds up the lines of an invoice: an amount and a text each. */
public final class Invoice {
  public static void main(String[] arguments) throws IOException {
    BigDecimal sum = BigDecimal.ZERO;
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      sum = sum.add(new BigDecimal(line.split(" ", 2)[0]));
    }
    System.out.println("total " + sum);
  }
}
