// Finding cases by words, names, numbers.
#include <nlohmann/json.hpp>

#include <fstream>

#include "core/case/command.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

using Texts = std::vector<std::string>;

// Latest entry first.
Texts found(TemporaryStore& kept, const std::string& q, std::size_t limit = 1000, std::optional<Id> after = {}) {
    CaseFilter filter;
    filter.q = q;
    filter.limit = limit;
    filter.after = std::move(after);
    Texts out;
    for (const auto& row : CaseReader{kept.store(), date("2021-12-31")}.list(filter)) out.push_back(row.id.text);
    return out;
}

std::unique_ptr<TemporaryStore> searchable() {
    auto out = std::make_unique<TemporaryStore>();
    out->found_office();
    auto first = case_in(the_village, "c1", "因宅基地边界与邻居发生争执，林厝3号");
    first.parties[0].name = "欧阳海";
    first.parties[0].id_number = "350305197511139910";
    first.parties[0].phone = "13800000000";
    out->apply(first, "2021-03-01");
    auto second = case_in(next_village, "c2", "拖欠工资4800元，工人讨薪");
    second.parties[0].name = "欧进";
    second.parties[1] = {.side = Side::respondent, .kind = PartyKind::body, .name = "东庄木制品加工厂"};
    out->apply(second, "2021-03-02");
    auto third = case_in(the_village, "c3", "学生在校外受伤，家长要求赔偿");
    third.parties[0].name = "小明明";
    third.parties[0].birth = date("2010-05-01");
    third.parties[1].name = "幼童童";
    third.parties[1].id_number = "110101201501011292";
    out->apply(third, "2021-03-03");
    return out;
}

}  // namespace

TEST_CASE("words of two and more characters are found in summaries and names", "[storage][search]") {
    const auto kept = searchable();
    CHECK(found(*kept, "争执") == Texts{"c1"});
    CHECK(found(*kept, "宅基地") == Texts{"c1"});
    CHECK(found(*kept, "宅基 邻居") == Texts{"c1"});
    CHECK(found(*kept, "宅基 工资").empty());
    CHECK(found(*kept, "欧阳") == Texts{"c1"});
    CHECK(found(*kept, "加工厂") == Texts{"c2"});
    CHECK(found(*kept, "加工 4800") == Texts{"c2"});
    CHECK(found(*kept, "  讨薪　") == Texts{"c2"});
    CHECK(found(*kept, "李四") == Texts{"c1"});
    CHECK(found(*kept, "执争").empty());
    CHECK(found(*kept, "\"争执\" OR 工资").empty());
    CHECK(found(*kept, "").empty());
    CHECK(found(*kept, "*").empty());
}

TEST_CASE("one character finds the names that begin with it", "[storage][search]") {
    const auto kept = searchable();
    CHECK(found(*kept, "欧") == Texts{"c2", "c1"});
    CHECK(found(*kept, " 欧 ") == Texts{"c2", "c1"});
    CHECK(found(*kept, "东") == Texts{"c2"});
    CHECK(found(*kept, "阳").empty());
    CHECK(found(*kept, "争").empty());
}

TEST_CASE("exact identity and phone numbers are found, parts of them are not", "[storage][search]") {
    const auto kept = searchable();
    CHECK(found(*kept, "350305197511139910") == Texts{"c1"});
    CHECK(found(*kept, "13800000000") == Texts{"c1"});
    CHECK(found(*kept, "1380000000").empty());
    CHECK(found(*kept, "35030519751113991").empty());
    // Nor do they stand anywhere in the file.
    kept->db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto bytes = bytes_of(kept->file());
    CHECK(bytes.find("350305197511139910") == std::string::npos);
    CHECK(bytes.find("13800000000") == std::string::npos);
    CHECK(bytes.find("欧阳海") != std::string::npos);
}

TEST_CASE("names of children under fourteen are found by nothing and stand nowhere in the file", "[storage][search]") {
    const auto kept = searchable();
    for (const std::string q : {"小明明", "小明", "明明", "小", "幼童童", "幼童", "幼"}) {
        CAPTURE(q);
        CHECK(found(*kept, q).empty());
    }
    CHECK(found(*kept, "校外") == Texts{"c3"});
    CHECK(found(*kept, "110101201501011292") == Texts{"c3"});
    kept->db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto bytes = bytes_of(kept->file());
    CHECK(bytes.find("小明明") == std::string::npos);
    CHECK(bytes.find("幼童童") == std::string::npos);
}

TEST_CASE("after a correction the old text is found no more", "[storage][search]") {
    const auto kept = searchable();
    CorrectCase correction{{"c1"}, {}, "更正"};
    correction.set.summary = "因排水沟发生矛盾";
    correction.set.parties = std::vector{person("陈大海"), person("李四", Side::respondent)};
    correction.set.parties->at(0).phone = "13900000000";
    kept->apply(correction, "2021-03-04");
    for (const std::string q : {"宅基地", "争执", "欧阳", "350305197511139910", "13800000000"}) {
        CAPTURE(q);
        CHECK(found(*kept, q).empty());
    }
    CHECK(found(*kept, "欧") == Texts{"c2"});
    for (const std::string q : {"排水沟", "陈大", "陈", "13900000000", "李四"}) {
        CAPTURE(q);
        CHECK(found(*kept, q) == Texts{"c1"});
    }
    CHECK(!verify(kept->store(), {}).fault);
}

TEST_CASE("case ids and numbers are found, with texts that mention them, latest entry first and by pages",
          "[storage][search]") {
    TemporaryStore kept;
    kept.found_office();
    kept.apply(case_in(the_village, "lin2021"), "2021-03-01");
    kept.apply(AcceptCase{{"lin2021"}, {{"m1"}}, {}, {}, {}}, "2021-03-01");
    for (int i = 1; i <= 5; ++i)
        kept.apply(case_in(the_village, "b" + std::to_string(i), "与lin2021一案有关"), "2021-03-02");
    const Texts all{"b5", "b4", "b3", "b2", "b1", "lin2021"};
    CHECK(found(kept, "lin2021") == all);
    const auto number = CaseReader{kept.store(), date("2021-12-31")}.find({"lin2021"}, Explain::no)->state.number;
    CHECK(found(kept, number) == Texts{"lin2021"});
    for (std::size_t limit = 1; limit <= 7; ++limit) {
        Texts paged;
        std::optional<Id> after;
        while (paged.size() <= all.size()) {
            const auto page = found(kept, "lin2021", limit, after);
            if (page.empty()) break;
            paged.insert(paged.end(), page.begin(), page.end());
            after = Id{page.back()};
        }
        CAPTURE(limit);
        CHECK(paged == all);
    }
}

namespace {

// The summaries of the demo year, as far as they go.
Texts demo_summaries(std::size_t most) {
    Texts out;
    std::ifstream file{tiaojie::source_dir() + "/data/demo/02-2021.jsonl"};
    for (std::string line; out.size() < most && std::getline(file, line);) {
        const auto command = nlohmann::json::parse(line);
        if (command.at("do") == "case.register") out.push_back(command.at("summary"));
    }
    return out;
}

std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        out.push_back(text.substr(at, size));
        at += size;
    }
    return out;
}

bool is_word_character(const std::string& c) { return c.size() == 3 && c >= "一" && c <= "龥"; }

}  // namespace

TEST_CASE("what is searched in the demo's texts is what a plain look at them finds", "[storage][search]") {
    TemporaryStore kept;
    kept.found_office();
    const auto texts = demo_summaries(144);
    REQUIRE(texts.size() == 144);
    {
        const auto unit = begin_unit(kept.store(), date("2021-03-01"));
        for (std::size_t i = 0; i < texts.size(); ++i)
            REQUIRE(unit->execute(case_in(the_village, "d" + std::to_string(i), texts[i]), envelope_of("2021-03-01")));
        unit->commit();
    }
    Chance chance{1};
    int asked = 0;
    std::size_t hits = 0;
    while (asked < 150) {
        const auto pieces = characters(chance.of(texts));
        const auto size = static_cast<std::size_t>(2 + chance.below(3));
        const auto at = static_cast<std::size_t>(chance.below(static_cast<int>(pieces.size() - size)));
        std::string word;
        bool whole = true;
        for (auto i = at; i < at + size; ++i) {
            word += pieces[i];
            whole = whole && is_word_character(pieces[i]);
        }
        if (!whole) continue;
        ++asked;
        Texts expected;
        for (std::size_t i = texts.size(); i-- > 0;)
            if (texts[i].find(word) != std::string::npos) expected.push_back("d" + std::to_string(i));
        CAPTURE(word);
        CHECK(found(kept, word) == expected);
        hits += expected.size();
    }
    CHECK(hits > 160);
}
