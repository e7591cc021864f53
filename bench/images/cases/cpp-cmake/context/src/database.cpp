#include "database.hpp"
#include <stdexcept>

Database::Database(const std::string& path) {
  if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("no database");
  sqlite3_exec(handle_, "CREATE TABLE IF NOT EXISTS notes (text TEXT)", nullptr, nullptr, nullptr);
}

Database::~Database() { sqlite3_close(handle_); }

void Database::add(const std::string& text) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(handle_, "INSERT INTO notes VALUES (?)", -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, text.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

std::vector<std::string> Database::all() const {
  std::vector<std::string> notes;
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(handle_, "SELECT text FROM notes ORDER BY text", -1, &statement, nullptr);
  while (sqlite3_step(statement) == SQLITE_ROW)
    notes.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return notes;
}
