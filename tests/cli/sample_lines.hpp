// Lines of commands that the tests of the program build on.
#pragma once

#include <string>

#include "api/wire/json_writer.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

namespace tiaojie::test {

inline const char* const found_org =
    R"({"do":"organisation.found","at":"2021-01-01","by":"c","org":"o","name":"东庄镇调委会","kind":"town","division":"350305101000"})";

inline std::string registration(const std::string& id, const std::string& more = {}) {
    return R"({"do":"case.register","at":"2021-03-01","by":"c","case":")" + id +
           R"(","org":"o","division":"350305101001","type":"neighbour","source":"screening","summary":"通道纠纷","parties":[])" +
           more + "}";
}

inline std::string written(const Json& json) { return write_json(json); }

inline Program& with_store(Program& program) {
    REQUIRE(program.json({"init"}).status == 0);
    return program;
}

}  // namespace tiaojie::test
