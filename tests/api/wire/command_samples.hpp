// One full line for every command, as write_command writes it.
#pragma once

#include <string>
#include <vector>

namespace tiaojie {

inline const std::vector<std::string>& command_samples() {
    static const std::vector<std::string> samples = [] {
        const std::string clocks =
            R"({"accept":{"working_days":3},"stage":{"assigned_mediation":{"days":10},"elders_hearing":{"days":10},)"
            R"("villagers_review":{"days":10},"town_mediation":{"days":30},"district_mediation":{"months":1}},)"
            R"("overall":{"days":30,"extendable":true,"extension_days":30},"follow_up":{"days":15}})";
        const std::string parties =
            R"([{"side":"applicant","kind":"person","name":"林阿水","id_number":"11010519491231002X",)"
            R"("phone":"13800000000","address":"营边社区","birth":"1949-12-31"},)"
            R"({"side":"respondent","kind":"body","name":"木制品厂","id_number":"91350305MA000000XX"}])";
        const std::vector<std::string> fields{
            R"("organisation.found",E"org":"dz","name":"东庄镇调委会","kind":"town","division":"350305101000","short":"东庄")",
            R"("organisation.dissolve",E"org":"dz")",
            R"("mediator.appoint",E"mediator":"m1","name":"陈建国","org":"dz","full_time":true,"phone":"13800000000")",
            R"("mediator.remove",E"mediator":"m1","reason":"退休")",
            R"("elder.enrol",E"elder":"e1","name":"苏老","division":"350305101001")",
            R"("elder.retire",E"elder":"e1","reason":"年事已高")",
            R"("representatives.set",E"division":"350305101001","seats":45)",
            R"("screening.record",E"division":"350305101001","note":"零报告")",
            R"("policy.set",E"from":"2021-01-01","policy":{"id":"default","version":1,"note":"出厂","clocks":)" +
                clocks + R"(,"due_soon_days":3,"supervision":{"enabled":false,"ordinary":1,"yellow":5,"red":10}})",
            R"("calendar.load",E"notice":{"id":"cn","source":"国务院","note":"n","years":[2021],)"
            R"("days":{"2021-10-01":{"type":"off","name":"国庆节"},"2021-10-09":{"type":"work","name":"国庆节","in_lieu":false}}})",
            R"("campaign.launch",E"campaign":"q","name":"清零","division":"350305101000","until":"2022-01-14","months":3,)"
            R"("types":["land","wages"],"include_open":true)",
            R"("campaign.close",E"campaign":"q")",
            R"("consultation.hold",E"division":"350305101000","present":["张三","李四"],)"
            R"("items":[{"case":"c1","decision":"限期办结","leader":"王五","due":"2021-11-01"},{"case":"c2","decision":"再访"}],)"
            R"("consultation":"h1")",
            R"("consultation.done",E"consultation":"h1","item":1,"note":"已办")",
            R"("case.register",E"case":"c1","org":"dz","division":"350305101001","type":"wages","source":"application",)"
            R"("summary":"拖欠\"工资\"\n两行\t\\","parties":)" +
                parties + R"(,"amount":1200.5,"people":3,"major":false)",
            R"("case.accept",E"case":"c1","mediators":["m1","m2"],"official":"王五","stage":"town_mediation","reason":"跨村")",
            R"("case.refuse",E"case":"c1","reason":"已起诉","routes":["court","other"])",
            R"("case.assign",E"case":"c1","mediators":["m1"],"official":"王五","plan":"一案一策")",
            R"("case.session",E"case":"c1","place":"村部","notes":"谈话","present":["张三"])",
            R"("case.hearing",E"case":"c1","elders":["e1","e2","e3"],"consented":true,"opinion":"各退一步","recused":["e4"])",
            R"("case.review",E"case":"c1","present":30,"in_favour":20,"against":5,"opinion":"通过")",
            R"("case.escalate",E"case":"c1","reason":"调解未成","to":"district_mediation")",
            R"("case.return",E"case":"c1","to":"elders_hearing","reason":"再评理")",
            R"("case.settle",E"case":"c1","form":"written","terms":"1.付款","amount":100000000000,)"
            R"("obligations":[{"what":"付款","due":"2021-12-01","amount":0.05},{"what":"道歉","due":"2021-12-02"}],"effective":"2021-11-02")",
            R"("case.perform",E"case":"c1","obligation":1,"note":"已付")",
            R"("case.default",E"case":"c1","obligation":2,"note":"未付")",
            R"("case.confirm",E"case":"c1","step":"applied")",
            R"("case.follow_up",E"case":"c1","result":"kept","note":"好")",
            R"("case.reopen",E"case":"c1","reason":"反弹","stage":"villagers_review")",
            R"("case.terminate",E"case":"c1","reason":"不成","routes":["court"])",
            R"("case.withdraw",E"case":"c1","reason":"和好")",
            R"("case.suspend",E"case":"c1","reason":"鉴定")",
            R"("case.resume",E"case":"c1","reason":"鉴定完")",
            R"("case.extend",E"case":"c1","clock":"overall","until":"2021-12-31","consented":true,"reason":"疑难")",
            R"("case.correct",E"case":"c1","set":{"type":"land","source":"police","summary":"改","amount":0,"people":0,)"
            R"("major":true,"division":"350305101002","parties":)" +
                parties + R"(},"reason":"录错")",
            R"("case.merge",E"case":"c1","into":"c2","reason":"同一纠纷")",
            R"("case.paper",E"case":"c1","kind":"evidence","note":"照片","file":"a1.jpg")",
            R"("case.strike_off",E"case":"c1")",
            R"("case.archive",E"case":"c1")",
            R"("supervision.issue",E"case":"c1","grade":"red","requirement":"限期","reply_by":"2021-11-11","notice":"n1")",
            R"("supervision.sign",E"notice":"n1")",
            R"("supervision.reply",E"notice":"n1","note":"已办")",
            R"("supervision.cancel",E"notice":"n1","reason":"误发")",
        };
        std::vector<std::string> lines;
        for (auto line : fields) {
            line.replace(line.find(",E"), 2, R"(,"at":"2021-10-14T09:30:00+08:00","by":"林 书记","id":"x-1",)");
            lines.push_back("{\"do\":" + line + "}");
        }
        return lines;
    }();
    return samples;
}

}  // namespace tiaojie
