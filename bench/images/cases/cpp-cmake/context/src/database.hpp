#pragma once
#include <sqlite3.h>
#include <string>
#include <vector>

class Database {
 public:
  explicit Database(const std::string& path);
  ~Database();
  void add(const std::string& text);
  std::vector<std::string> all() const;

 private:
  sqlite3* handle_ = nullptr;
};
