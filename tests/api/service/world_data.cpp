#include "tests/api/service/world_data.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "tests/api/service/world.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

// With its check digit (GB 11643).
std::string identity(const std::string& first17) {
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (first17[i] - '0') * weights[i];
    return first17 + "10X98765432"[sum % 11];
}

// One village's: a case that is being mediated, with a child, a notice, a consultation and a campaign, a new one, and
// one that is registered only after the day of the server.
const char* const village_lines = R"(
{"do":"case.register","at":"2022-05-20","by":"c","case":"{case}","org":"{org}","division":"{division}","type":"neighbour","source":"application","summary":"{child}摔伤后两家争吵，可打{phone}联系，身份证{identity}。","parties":[{"side":"applicant","kind":"person","name":"林阿{mark}","id_number":"{identity}","phone":"{phone}","address":"{address}"},{"side":"applicant","kind":"person","name":"{child}","birth":"2015-03-01"},{"side":"respondent","kind":"person","name":"苏大{mark}"}],"amount":1200.5,"people":3}
{"do":"case.accept","at":"2022-05-21","by":"c","case":"{case}","mediators":["{mediator}"],"official":"王志强"}
{"do":"case.session","at":"2022-05-22","by":"c","case":"{case}","place":"{address}","notes":"{child}已出院，电话{phone}。"}
{"do":"supervision.issue","at":"2022-05-25","by":"c","case":"{case}","grade":"yellow","requirement":"限期约谈{child}的父母，电话{phone}","reply_by":"2022-06-03","notice":"{notice}"}
{"do":"consultation.hold","at":"2022-05-26","by":"c","division":"{division}","present":["王志强"],"items":[{"case":"{case}","decision":"一周内到{address}约谈，{child}不必到场","leader":"王志强","due":"2022-06-02"}],"consultation":"{consultation}"}
{"do":"campaign.launch","at":"2022-05-27","by":"c","campaign":"{campaign}","name":"夏季清零{mark}","division":"{division}","until":"2022-12-31","include_open":true}
{"do":"elder.enrol","at":"2022-05-27","by":"c","elder":"{elder}","name":"郑老{mark}","division":"{division}"}
{"do":"case.register","at":"2022-05-31","by":"c","case":"{case}-new","org":"{org}","division":"{division}","type":"land","source":"screening","summary":"田界不清","parties":[]}
{"do":"case.register","at":"2022-06-05","by":"c","case":"{case}-future","org":"{org}","division":"{division}","type":"land","source":"screening","summary":"以后才登记","parties":[]}
)";

const char* const other_town = R"(
{"do":"organisation.found","at":"2022-05-01","by":"c","org":"org-west","name":"西山村人民调解委员会","kind":"village","division":"350305102001"}
{"do":"mediator.appoint","at":"2022-05-01","by":"c","mediator":"m-west","name":"吴建国","org":"org-west","phone":"13900000077"}
{"do":"representatives.set","at":"2022-05-01","by":"c","division":"350305102001","seats":31}
{"do":"screening.record","at":"2022-05-02","by":"c","division":"350305102001","note":"零报告"}
)";

std::string lines_of(Where where, int serial) {
    auto names = names_of(where);
    const auto number = std::to_string(serial);
    names["identity"] = identity("3503051979010199" + std::to_string(serial % 10));
    names["phone"] = "1380011223" + std::to_string(serial % 10);
    names["address"] = "桃花巷" + number + "号楼" + number + "室";
    names["child"] = "陈小" + names["mark"] + "宝";
    return filled(village_lines, names);
}

std::string without_blank_lines(const std::string& text) {
    std::string out;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        if (end > from) out += text.substr(from, end - from) + "\n";
        from = end + 1;
    }
    return out;
}

}  // namespace

std::string divisions_of_the_world() {
    std::ifstream in{source_dir() + "/data/divisions/dongzhuang.tsv", std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!text.ends_with('\n')) text += '\n';
    const std::string rest = "\t350305102\t西山镇\t秀屿区\t莆田市\t福建省\n";
    return text + "350305102001\t西山村委会" + rest + "350305102201\t西洋村委会" + rest;
}

std::string lines_of_the_world() {
    return without_blank_lines(std::string{other_town} + lines_of(Where::village, 21) +
                               lines_of(Where::other_village, 22) + lines_of(Where::other_town, 23));
}

}  // namespace tiaojie::test
