// A file of SQLite by its C interface. In: SQL, values. Out: rows, or SQLite's words as an
// exception. Amounts go in as hundredths. Sees sqlite3.h, and no other file does.
#include <sqlite3.h>

#include <unordered_map>

#include "database.hpp"

namespace hr {
namespace {

struct Closing {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A statement may be used again when this goes, whatever happened.
class Use {
public:
    explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

class Sqlite final : public Database {
public:
    Sqlite(const std::string& file, Opening opening) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE |
                          (opening == Opening::may_create ? SQLITE_OPEN_CREATE : 0);
        sqlite3* opened = nullptr;
        const int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
        connection_.reset(opened);  // there even if it could not be opened, to say why
        check(result, "opening " + file);
        check(sqlite3_busy_timeout(opened, 10'000), "waiting for others");  // milliseconds
        run_script("PRAGMA foreign_keys = ON");
    }

    Rows run(const std::string& sql, const std::vector<Value>& values) override {
        sqlite3_stmt* statement = prepared(sql);
        const Use use(statement);
        for (std::size_t i = 0; i < values.size(); ++i) bind(statement, i + 1, values[i], sql);
        Rows result;
        const int columns = sqlite3_column_count(statement);
        for (int i = 0; i < columns; ++i)
            result.columns.emplace_back(sqlite3_column_name(statement, i));
        int step = sqlite3_step(statement);
        for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
            auto& row = result.rows.emplace_back();
            for (int i = 0; i < columns; ++i) row.push_back(value(statement, i));
        }
        if (step != SQLITE_DONE) check(step, sql);
        return result;
    }

    void run_script(const std::string& sql) override {
        check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr),
              "running a script");
    }

protected:
    /// Nobody else writes from here on, so what is read is what the results will stand beside.
    void begin() override { run_script("BEGIN IMMEDIATE"); }
    void commit() override { run_script("COMMIT"); }
    void rollback() override {
        sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

private:
    void check(int result, const std::string& doing) const {
        if (result == SQLITE_OK) return;
        throw DatabaseError("SQLite: " + std::string(sqlite3_errmsg(connection_.get())) +
                            "\n(while " + doing + ")");
    }

    sqlite3_stmt* prepared(const std::string& sql) {
        auto& statement = statements_[sql];
        if (!statement) {
            sqlite3_stmt* made = nullptr;
            check(sqlite3_prepare_v2(connection_.get(), sql.c_str(), -1, &made, nullptr), sql);
            statement.reset(made);
        }
        return statement.get();
    }

    void bind(sqlite3_stmt* statement, std::size_t number, const Value& value,
              const std::string& sql) const {
        std::string name = "$";
        name += std::to_string(number);
        const int at = sqlite3_bind_parameter_index(statement, name.c_str());
        int result = SQLITE_OK;
        if (std::holds_alternative<std::monostate>(value)) {
            result = sqlite3_bind_null(statement, at);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            result = sqlite3_bind_int64(statement, at, *whole);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            result = sqlite3_bind_text64(statement, at, text->data(), text->size(),
                                         SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            result =
                sqlite3_bind_int64(statement, at, in_hundredths(std::get<meritum::Decimal>(value)));
        }
        check(result, "giving " + name + " to " + sql);
    }

    static std::optional<std::string> value(sqlite3_stmt* statement, int column) {
        switch (sqlite3_column_type(statement, column)) {
            case SQLITE_NULL: return std::nullopt;
            case SQLITE_FLOAT:
                throw DatabaseError("SQLite: the column " +
                                    std::string(sqlite3_column_name(statement, column)) +
                                    " holds a binary float, which is not exact. Keep whole "
                                    "hundredths, or a text.");
            default: break;
        }
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        if (text == nullptr) throw std::bad_alloc();
        return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }

    std::unique_ptr<sqlite3, Closing> connection_;  // goes after its statements
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Closing>> statements_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& file, Opening opening) {
    return std::make_unique<Sqlite>(file, opening);
}

}  // namespace hr
