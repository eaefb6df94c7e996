// See item_keys.hpp.
#include "api/item_keys.hpp"

#include "value/fact_errors.hpp"

namespace meritum {

FactError key_twice(const value::Schema& schema, const value::ListSchema& list,
                    const number::Int128& key, const value::Dictionary& dictionary) {
    const auto written = value::written_value(schema.columns[list.key.index], key, dictionary);
    FactError error;
    error.fact = list.name + ".key";
    error.code = value::trouble_code(value::Trouble::item_key_twice);
    error.message =
        value::trouble_message(value::Trouble::item_key_twice,
                               {value::quoted_name(list.name), value::quoted_name(written)});
    return error;
}

}  // namespace meritum
