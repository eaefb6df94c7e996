// What this host needs of a database: statements with parameters, rows of exact texts, one
// transaction. In: SQL as both databases understand it, with parameters $1, $2, ... Out: rows;
// errors are exceptions with the database's own words. Knows nothing of HR, plans or scores but
// their numbers, and nothing that only one of the two can do. Tests: tests/hosts/.
#pragma once

#include <cstdint>
#include <memory>
#include <meritum/decimal.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hr {

/// What the database said, and what it was doing.
class DatabaseError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// NULL, a whole number, a text, or an amount of at most two places: SQLite keeps hundredths of it,
/// PostgreSQL a NUMERIC.
using Value = std::variant<std::monostate, std::int64_t, std::string, meritum::Decimal>;

/// What a statement gave. Values are texts, as exact as the database holds them; NULL is nothing. A
/// column of binary floats is refused: 0.1 is not among them.
struct Rows {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

/// A connection; closed when it goes. Everything throws DatabaseError.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// Runs one statement. It is prepared once and kept for the next time.
    virtual Rows run(const std::string& sql, const std::vector<Value>& values = {}) = 0;

    /// Runs a text of many statements, without parameters.
    virtual void run_script(const std::string& sql) = 0;

protected:
    friend class Transaction;
    virtual void begin() = 0;     ///< what is read until the end is one state of the data
    virtual void commit() = 0;    ///< throws if anything of it is not stored
    virtual void rollback() = 0;  ///< never throws: a connection that is gone has rolled back
};

/// All or nothing: without `commit` everything since the beginning is undone.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.begin(); }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (open_) database_.rollback();
    }
    void commit() {
        database_.commit();
        open_ = false;
    }

private:
    Database& database_;
    bool open_ = true;
};

enum class Opening { existing, may_create };

/// "postgresql://..." is a PostgreSQL server (libpq's words), everything else a file of SQLite,
/// which is made only if it may be.
std::unique_ptr<Database> open_database(const std::string& place, Opening opening);

/// The number as whole hundredths. Throws DatabaseError if it has more than two places: a database
/// would round it and say nothing.
std::int64_t in_hundredths(const meritum::Decimal& number);

// The two layers; each is built only where its library is (CMakeLists.txt).
std::unique_ptr<Database> open_sqlite(const std::string& file, Opening opening);
std::unique_ptr<Database> open_postgres(const std::string& server);

}  // namespace hr
