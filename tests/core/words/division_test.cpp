#include "core/words/division.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;

namespace {
constexpr Division district{350305000000};
constexpr Division town{350305101000};
constexpr Division village{350305101201};
}  // namespace

TEST_CASE("a division is exactly twelve digits") {
    CHECK(Division::parse("350305101201") == village);
    CHECK(village.text() == "350305101201");
    for (const auto* text :
         {"", "35030510120", "3503051012011", "050305101201", "35030510120a", " 50305101201", "-50305101201"}) {
        INFO(text);
        CHECK_FALSE(Division::parse(text).has_value());
    }
}

TEST_CASE("a division's level is read from its code") {
    CHECK(district.level() == Level::district);
    CHECK(town.level() == Level::town);
    CHECK(village.level() == Level::village);
    CHECK(village.town() == town);
    CHECK(town.town() == town);
    CHECK(village.district() == district);
}

TEST_CASE("a division contains what its significant digits begin") {
    CHECK(district.contains(district));
    CHECK(district.contains(town));
    CHECK(district.contains(village));
    CHECK(town.contains(village));
    CHECK(town.contains(Division{350305101999}));
    CHECK(village.contains(village));
    CHECK_FALSE(town.contains(district));
    CHECK_FALSE(village.contains(town));
    CHECK_FALSE(village.contains(Division{350305101202}));
    CHECK_FALSE(town.contains(Division{350305102201}));
    CHECK_FALSE(district.contains(Division{350304101201}));
    CHECK(town.last() == Division{350305101999});
    CHECK(district.last() == Division{350305999999});
    CHECK(village.last() == village);
}

TEST_CASE("a short name is the division's without its kind") {
    CHECK(short_name("东庄镇") == "东庄");
    CHECK(short_name("秀屿区") == "秀屿");
    CHECK(short_name("东红村委会") == "东红");
    CHECK(short_name("营边社区居委会") == "营边");
    CHECK(short_name("镇") == "镇");
    CHECK(short_name("湄洲岛") == "湄洲岛");
}
