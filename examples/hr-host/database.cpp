// Which database a place is, and the one conversion of numbers that both need. In: a place. Out: a
// connection.
#include "database.hpp"

#include <limits>

namespace hr {

std::unique_ptr<Database> open_database(const std::string& place, Opening opening) {
    const bool is_server = place.starts_with("postgresql://") || place.starts_with("postgres://");
#ifdef HR_HOST_POSTGRES
    if (is_server) return open_postgres(place);
#endif
#ifdef HR_HOST_SQLITE
    if (!is_server) return open_sqlite(place, opening);
#endif
    static_cast<void>(opening);
    throw DatabaseError("This program was built without " +
                        std::string(is_server ? "PostgreSQL" : "SQLite") + ", which " + place +
                        " needs; CMakeLists.txt has the options.");
}

std::int64_t in_hundredths(const meritum::Decimal& number) {
    constexpr unsigned places = 2;
    if (number.scale() > places)
        throw DatabaseError(number.to_string() +
                            " has more than two places, and this database keeps two.");
    // The coefficient in 64 bits; what is longer is no amount of anybody here.
    auto whole = static_cast<std::int64_t>(number.low());
    bool fits = number.high() == (whole < 0 ? -1 : 0);
    for (unsigned scale = number.scale(); scale < places && fits; ++scale) {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 10;
        fits = whole <= most && whole >= -most;
        if (fits) whole *= 10;
    }
    if (!fits) throw DatabaseError(number.to_string() + " is too large for this database.");
    return whole;
}

}  // namespace hr
