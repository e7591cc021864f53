package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Draft {
  public static void main(String[] args) {
    SpringApplication.run(Draft.class, args);
  }
}
