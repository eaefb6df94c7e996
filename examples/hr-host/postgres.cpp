// A server of PostgreSQL by libpq. In: SQL, values. Out: rows, or the server's words as an
// exception. Everything goes as text, which NUMERIC takes and gives exactly. Sees libpq-fe.h, and
// no other file does.
#include <libpq-fe.h>

#include <unordered_map>

#include "database.hpp"

namespace hr {
namespace {

struct Closing {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Closing>;

/// What the server calls float4 and float8 (its pg_type).
constexpr Oid binary_floats[] = {700, 701};

std::optional<std::string> as_text(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->find('\0') != std::string::npos)
            throw DatabaseError("PostgreSQL: a text with a zero byte cannot be stored.");
        return *text;
    }
    const auto& number = std::get<meritum::Decimal>(value);
    in_hundredths(number);  // a column of two places would round what has more
    return number.to_string();
}

class Postgres final : public Database {
public:
    explicit Postgres(const std::string& server) : connection_(PQconnectdb(server.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail("connecting");
        if (PQsetClientEncoding(connection_.get(), "UTF8") != 0) fail("choosing UTF-8");
    }

    Rows run(const std::string& sql, const std::vector<Value>& values) override {
        const std::string& name = prepared(sql);
        std::vector<std::optional<std::string>> texts;
        for (const auto& value : values) texts.push_back(as_text(value));
        std::vector<const char*> pointers;
        for (const auto& text : texts) pointers.push_back(text ? text->c_str() : nullptr);
        const Result result(PQexecPrepared(connection_.get(), name.c_str(),
                                           static_cast<int>(pointers.size()), pointers.data(),
                                           nullptr, nullptr, 0));
        check(result, sql);
        return rows(result.get());
    }

    void run_script(const std::string& sql) override {
        check(Result(PQexec(connection_.get(), sql.c_str())), "running a script");
    }

protected:
    /// One state of the data for all that is read; who changes the same rows meanwhile is an error.
    void begin() override { run_script("BEGIN ISOLATION LEVEL REPEATABLE READ"); }

    void commit() override {
        const Result result(PQexec(connection_.get(), "COMMIT"));
        if (PQstatus(connection_.get()) == CONNECTION_BAD)
            fail("committing: look whether it is stored before you try again");
        check(result, "committing");
        // After an error a COMMIT succeeds and rolls back.
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw DatabaseError("PostgreSQL: nothing was committed, for a statement had failed.");
    }

    void rollback() override { const Result result(PQexec(connection_.get(), "ROLLBACK")); }

private:
    [[noreturn]] void fail(const std::string& doing) const {
        std::string words = PQerrorMessage(connection_.get());
        while (words.ends_with('\n')) words.pop_back();
        throw DatabaseError("PostgreSQL: " + words + "\n(while " + doing + ")");
    }

    void check(const Result& result, const std::string& doing) const {
        const auto status = PQresultStatus(result.get());  // of none: a fatal error
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            fail(doing);
    }

    const std::string& prepared(const std::string& sql) {
        const auto known = statements_.find(sql);
        if (known != statements_.end()) return known->second;
        const std::string name = "hr_" + std::to_string(statements_.size());
        check(Result(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr)), sql);
        return statements_.emplace(sql, name).first->second;
    }

    static Rows rows(PGresult* result) {
        Rows found;
        const int columns = PQnfields(result);
        for (int column = 0; column < columns; ++column) {
            found.columns.emplace_back(PQfname(result, column));
            for (const Oid type : binary_floats) {
                if (PQftype(result, column) == type)
                    throw DatabaseError("PostgreSQL: the column " + found.columns.back() +
                                        " holds binary floats, which are not exact. Make it "
                                        "NUMERIC.");
            }
        }
        for (int row = 0; row < PQntuples(result); ++row) {
            auto& values = found.rows.emplace_back();
            for (int column = 0; column < columns; ++column) {
                values.emplace_back();
                if (PQgetisnull(result, row, column) != 0) continue;
                values.back().emplace(PQgetvalue(result, row, column),
                                      static_cast<std::size_t>(PQgetlength(result, row, column)));
            }
        }
        return found;
    }

    std::unique_ptr<PGconn, Closing> connection_;
    std::unordered_map<std::string, std::string> statements_;  // SQL to the name it is prepared by
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& server) {
    return std::make_unique<Postgres>(server);
}

}  // namespace hr
