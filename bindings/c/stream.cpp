// A stream of one table: a schema and an array as other programs hand them over. Knows nothing of
// Meritum. Tests: tests/c/table_test.cpp.
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "handle.hpp"
#include "owned.hpp"

namespace meritum::c {
namespace {

/// The array is given once, the schema to whoever asks: as a copy, since it may be asked for twice.
struct OneTable {
    ArrowSchema schema = {};
    ArrowArray array = {};

    ~OneTable() {
        const Owned<ArrowSchema> own_schema(&schema);
        const Owned<ArrowArray> own_array(&array);
    }
};

/// What a copied schema points to.
struct Copy {
    std::string format, name, metadata;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> places;
    ArrowSchema dictionary = {};
};

/// Metadata are a count and pairs of lengths and bytes.
std::string metadata_of(const char* bytes) {
    if (bytes == nullptr) return {};
    std::size_t at = 0;
    const auto number = [&] {
        std::int32_t value = 0;
        std::memcpy(&value, bytes + at, sizeof value);
        at += sizeof value;
        return static_cast<std::size_t>(value < 0 ? 0 : value);
    };
    for (auto texts = 2 * number(); texts > 0; --texts) at += number();
    return {bytes, at};
}

void release_copy(ArrowSchema* schema) {
    const std::unique_ptr<Copy> copy(static_cast<Copy*>(schema->private_data));
    for (auto& child : copy->children) const Owned<ArrowSchema> own(&child);
    const Owned<ArrowSchema> own(&copy->dictionary);
    schema->release = nullptr;
}

void copy_schema(const ArrowSchema& from, ArrowSchema& to) {
    auto made = std::make_unique<Copy>();
    auto& copy = *made;
    copy.format = from.format;
    if (from.name != nullptr) copy.name = from.name;
    copy.metadata = metadata_of(from.metadata);
    copy.children.resize(static_cast<std::size_t>(from.n_children));
    for (auto& child : copy.children) copy.places.push_back(&child);
    to = {copy.format.c_str(),
          copy.name.c_str(),
          from.metadata == nullptr ? nullptr : copy.metadata.data(),
          from.flags,
          from.n_children,
          copy.places.data(),
          nullptr,
          release_copy,
          made.release()};
    for (std::size_t i = 0; i < copy.children.size(); ++i)
        copy_schema(*from.children[i], copy.children[i]);
    if (from.dictionary == nullptr) return;
    copy_schema(*from.dictionary, copy.dictionary);
    to.dictionary = &copy.dictionary;
}

OneTable& table_of(ArrowArrayStream* stream) {
    return *static_cast<OneTable*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    *out = {};
    try {
        copy_schema(table_of(stream).schema, *out);
        return 0;
    } catch (...) {  // no memory
        const Owned<ArrowSchema> begun(out);
        return ENOMEM;
    }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& array = table_of(stream).array;
    *out = array;
    array.release = nullptr;
    return 0;
}

const char* get_last_error(ArrowArrayStream*) { return "there is not enough memory"; }

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<OneTable*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace
}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_stream_of(struct ArrowSchema* schema, struct ArrowArray* array,
                                 struct ArrowArrayStream* out, meritum_error** error) {
    return guarded(error, [&] {
        Owned<ArrowSchema> own_schema(schema);
        Owned<ArrowArray> own_array(array);
        auto& place = place_of(out, "out");
        place = {};
        if (own_schema.is_gone()) throw Mistake("schema is NULL or released");
        if (own_array.is_gone()) throw Mistake("array is NULL or released");
        if (schema->format == nullptr) throw Mistake("schema has no format");
        auto table = std::make_unique<OneTable>();
        table->schema = own_schema.take();
        table->array = own_array.take();
        place = {get_schema, get_next, get_last_error, release_stream, table.release()};
    });
}
