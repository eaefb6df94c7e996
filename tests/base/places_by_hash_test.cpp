// Places found again by hash, whatever else has the same one.
#include "base/places_by_hash.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace meritum {

namespace {

TEST(PlacesByHash, FindsWhatWasAdded) {
    PlacesByHash places;
    std::vector<std::size_t> things;
    const auto find = [&](std::size_t thing) {
        return places.find(thing, [&](std::uint32_t at) { return things[at] == thing; });
    };
    for (std::size_t i = 0; i < 10'000; ++i) {
        ASSERT_EQ(find(i * i), PlacesByHash::none);
        places.add(i * i, static_cast<std::uint32_t>(things.size()));
        things.push_back(i * i);
    }
    for (std::size_t i = 0; i < 10'000; ++i) ASSERT_EQ(find(i * i), i);
    EXPECT_EQ(find(2), PlacesByHash::none);
}

TEST(PlacesByHash, TellsApartWhatHasOneHash) {
    PlacesByHash places;
    for (std::uint32_t i = 0; i < 200; ++i) places.add(7, i);
    for (std::uint32_t i = 0; i < 200; ++i)
        ASSERT_EQ(places.find(7, [&](std::uint32_t at) { return at == i; }), i);
    EXPECT_EQ(places.find(7, [](std::uint32_t) { return false; }), PlacesByHash::none);
    EXPECT_EQ(places.find(8, [](std::uint32_t) { return true; }), PlacesByHash::none);
}

}  // namespace

}  // namespace meritum
