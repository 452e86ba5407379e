#include "api/routes/shapes.hpp"

namespace tiaojie::http {
namespace {

// ---- what is sent ----

const std::vector<Shape> bodies{
    {"SignIn", "登录；code为动态验证码，也可留待第二步", "account:text password:text code?:text"},
    {"PasswordChange", "现在的口令和新口令", "old:text new:text"},
    {"Code", "六位动态验证码，或一个恢复码", "code:text"},
    {"Reveal", "查看的理由，记入审计日志", "reason:text"},
    {"FreezeReport", "统计日默认今天，区划默认账号的范围", "as_of?:date division?:division"},
    {"NewAccount", "mediator：本人是哪位调解员", "account:text role:Role area:division mediator?:id"},
    {"AccountRights", "角色、范围和对应的调解员", "role:Role area:division mediator?:id"},
    {"SecondFactorRoles", "必须使用第二因素的角色", "roles:[Role]"},
    {"NewToken", "expires：最后一日，至多366天；area：比账号更小的范围",
     "name:text expires:date read_only?:bool area?:division"},
    {"NewWebhook", "secret：通用格式的签名密钥，或钉钉的加签密钥；events默认全部",
     "name:text url:text kind:WebhookKind secret?:text area?:division events?:[WebhookEvent]"},
};

// ---- what is answered ----

const std::string case_row =
    "case:id number:text|null status:Status stage:Stage|null level:Level|null type:DisputeType source:Source "
    "division:division org:id registered:date settled:date|null due:date|null state:ClockState|null";
const std::string case_rest =
    " version:int summary:text amount:yuan|null people:int|null major:bool parties:[PartyView] accepted:date|null "
    "mediators:[id] official:text|null plan:text|null agreement:Agreement|null reopened:int struck_off:date|null "
    "archived:date|null merged_into:id|null history:[HistoryEntry] papers:[FiledPaper] deadlines:[Deadline] "
    "duties:[DutySeen] campaigns:[id] notices:[Notice] decisions:[CaseDecision]";
const std::string outcome_fields = "case:id|null version:int|null events:[MadeEvent] notice?:id consultation?:id";
const std::string problem_fields = "type:text title:text status:int code:text detail:text errors:[FieldProblem]";
const std::string edition_row =
    "edition:text year:int number:int kind:text frozen:time as_of:date cut_off:int division:division";
const std::string account_row =
    "account:text role:Role area:division mediator:id|null approved:bool disabled:bool locked:bool must_change:bool "
    "second_factor:bool created:time";
const std::string board_counts =
    "scope:int settled:int struck_off:int open:int overdue:int suspended:int extended:int transferred_up:int "
    "reopened:int";

const std::vector<Shape> people_shapes{
    {"Session",
     "当前会话。awaits_code：还须输入验证码；must_change：先改口令；needs_second_"
     "factor：先启用第二因素。csrf放入此后每次"
     "改动的X-CSRF-Token，令牌没有。today：服务器的日期",
     "account:text role:Role area:division area_name:text mediator:id|null csrf:text|null must_change:bool "
     "awaits_code:bool needs_second_factor:bool second_factor:bool is_token:bool read_only:bool expires:time "
     "today:date"},
    {"SecondFactorSetup", "uri可作成二维码；secret供手工输入", "uri:text secret:text"},
    {"RecoveryCodes", "恢复码，各用一次，只显示这一次", "recovery_codes:[text]"},
    {"Account", "一个账号", account_row},
    {"AccountList", "", "[Account]"},
    {"FirstPassword", "首次口令，只显示这一次，登录后须修改", "account:text first_password:text"},
    {"Token", "一个程序令牌；area为空即账号的范围",
     "token:text name:text read_only:bool area:division|null created:time seen:time|null expires:time"},
    {"TokenList", "", "[Token]"},
    {"MadeToken", "secret放入Authorization: Bearer，只显示这一次",
     "token:text secret:text name:text read_only:bool area:division|null created:time expires:time"},
    {"AuditEntry", "审计日志的一条",
     "position:int at:time actor:text session:text|null peer:text|null action:AuditAction object:text|null "
     "detail:{any} outcome:AuditOutcome"},
    {"AuditPage", "新的在前；next为空即已到末尾", "items:[AuditEntry] next:text|null"},
    {"AuditVerdict", "ok为否时fault说明第一处问题", "ok:bool entries:int first:int head:text fault?:AuditFault|null"},
    {"AuditFault", "", "position:int what:text"},
    {"Webhook", "url不含其中的密钥",
     "webhook:text name:text url:text kind:WebhookKind area:division events:[WebhookEvent] active:bool "
     "signed:bool created:time"},
    {"WebhookList", "", "[Webhook]"},
    {"Attachment", "file：写入case.paper的file；size：字节", "file:text media:text size:int"},
    {"MadeWebhook", "secret：系统生成的签名密钥，只显示这一次；自己给出的不再显示",
     "webhook:text name:text url:text kind:WebhookKind area:division events:[WebhookEvent] active:bool "
     "signed:bool created:time secret:text|null"},
    {"Delivery", "一次外发",
     "delivery:int event:WebhookEvent case:id|null status:DeliveryStatus attempts:int next:time|null "
     "answer:int|null error:text|null created:time sent:time|null"},
    {"DeliveryList", "新的在前", "[Delivery]"},
    {"Feed", "秘密地址，交给日历程序；只显示这一次", "url:text"},
    {"Health", "", "ok:bool version?:text"},
    {"FieldProblem", "", "field:text problem:text"},
    {"Problem", "拒绝的理由：code固定不变，供程序判断；detail供人阅读", problem_fields},
};

const std::vector<Shape> case_shapes{
    {"Outcome", "办成的结果；case和version只有案件的命令才有；notice、consultation是系统编的号", outcome_fields},
    {"OutcomeList", "与送来的次序相同", "[DoneItem|RefusedItem]"},
    {"Case", "一个案件；身份号码、电话、住址和儿童遮盖", case_row + case_rest},
    {"RevealedCase", "未遮盖的案件；过了hide_after_seconds客户端须重新遮盖",
     case_row + case_rest + " hide_after_seconds:int"},
    {"MadeEvent", "记下的一件事", "event:EventName"},
    {"DoneItem", "办成的一件；id是送来的", "id:text|null status:int " + outcome_fields},
    {"RefusedItem", "被拒绝的一件", "id:text|null " + problem_fields},
    {"CaseRow", "列表中的一个案件；due、state属于最近一个未完成的期限", case_row},
    {"CasePage", "total：符合条件的总数，数到上限为止时total_is_exact为否；next：下一页的cursor，空即已到末尾",
     "items:[CaseRow] next:text|null total:int total_is_exact:bool"},
    {"PartyView", "masked：有内容被遮盖",
     "side:Side kind:PartyKind name:text id_number:text|null phone:text|null address:text|null birth:text|null "
     "masked:bool"},
    {"Agreement", "现行协议",
     "form:Form terms:text amount:yuan|null settled:date effective:date obligations:[ObligationView] "
     "applied:date|null confirmed:date|null dismissed:date|null follow_up:date|null"},
    {"ObligationView", "", "what:text due:date amount:yuan|null performed:date|null defaults:[date]"},
    {"Deadline", "一个期限；raw是顺延之前的一日，explanation逐行说明",
     "clock:ClockKind label:text|null start:date due:date raw:date state:ClockState ended:date|null basis:text "
     "provisional:bool explanation:[text]"},
    {"DeadlineList", "", "[Deadline]"},
    {"DutySeen", "依法应当报告的事；because：案情中的哪些词句，text：向谁报告、依据哪一条",
     "duty:Duty because:text text:text"},
    {"FiledPaper", "", "kind:PaperKind filed:date note:text|null file:text|null"},
    {"CaseDecision", "",
     "consultation:id item:int held:date decision:text leader:text|null due:date|null done:date|null"},
    {"History", "依次发生的各件事", "[HistoryEntry]"},
    {"Action", "missing：现在不能办的原因", "do:CommandName name:text allowed:bool missing:[Missing]"},
    {"Missing", "", "code:text message:text"},
    {"ActionList", "", "[Action]"},
    {"TodoItem", "一件待办；why与会商议题同，另有to_accept、due_soon、to_sign、to_reply、decision",
     "why:text text:text case:id number:text|null division:division notice?:id consultation?:id item?:int "
     "due:date|null state:ClockState|null"},
    {"Todo", "先到期的在前", "[TodoItem]"},
    {"IdList", "编号", "[id]"},
};

const std::vector<Shape> office_shapes{
    {"Campaign", "",
     "campaign:id name:text division:division from:date until:date months:int|null types:[DisputeType] "
     "include_open:bool closed:date|null days_left:int"},
    {"CampaignList", "", "[Campaign]"},
    {"BoardCounts", "", board_counts},
    {"Board", "清零看板；清零以销号为准",
     "campaign:id name:text division:division from:date until:date as_of:date days_left:int " + board_counts +
         " by:BoardParts burn_down:[BurnDownDay]"},
    {"BoardParts", "各部分的数；全为零的可以没有", "division:{BoardCounts} type:{BoardCounts} stage:{BoardCounts}"},
    {"BurnDownDay", "", "date:date open:int"},
    {"ConsultationItemView", "",
     "item:int case:id decision:text leader:text|null due:date|null done:date|null note:text|null"},
    {"Consultation", "", "consultation:id division:division held:date present:[text] items:[ConsultationItemView]"},
    {"ConsultationList", "新的在前", "[Consultation]"},
    {"AgendaItem", "", "case:id why:[AgendaReason] number:text|null division:division stage:Stage|null due:date|null"},
    {"Agenda", "", "[AgendaItem]"},
    {"Notice", "",
     "notice:id number:text case:id grade:Grade requirement:text issued:date reply_by:date signed:date|null "
     "replied:date|null cancelled:date|null state?:ClockState|null"},
    {"NoticeList", "", "[Notice]"},
    {"Rate", "比率，带分子分母", "numerator:int denominator:int text:text"},
    {"Statistics", "metrics：各指标；by：分项，如by.stage.assigned_mediation.settled",
     "from:date to:date as_of:date cut_off:int division:division metrics:{number|null} rates:{Rate} "
     "by:{{{number}}}"},
    {"Edition", "一版定稿：原报或更正", edition_row},
    {"FrozenReport", "一版定稿的全部内容",
     edition_row +
         " area:text journal_hash:text policies:[PolicyInForce] calendar_version:int program:text text:text "
         "markdown:text sentences:[text] figures:[Figure] rates:[ReportRate] template_digest:text template:text"},
    {"EditionList", "", "[Edition]"},
    {"Figure", "文中的一个数，和它背后的案件（或组织、人员、会商）",
     "metric:text name:text value:int sentence:text cases:[id]"},
    {"ReportRate", "", "metric:text text:text numerator:int denominator:int sentence:text"},
    {"Report", "按现有数据写成的报告",
     "year:int as_of:date cut_off:int division:division area:text text:text figures:[Figure] rates:[ReportRate] "
     "edition:text|null"},
    {"PolicyInForce", "", "from:date|null id:text version:int"},
    {"FigureChange", "",
     "metric:text name:text before:int|null after:int|null came_in:[ChangeReason] went_out:[ChangeReason]"},
    {"ChangeReason", "", "case:id why:[ChangeEvent]"},
    {"ChangeEvent", "", "position:int at:at recorded:time by:text event:EventName chinese:text"},
    {"RateChange", "", "metric:text before:text|null after:text|null"},
    {"EditionDiff", "原报与更正之间：数字、句子为何变化",
     "before:text after:text as_of:[date] cut_off:[int] figures:[FigureChange] rates:[RateChange] "
     "sentences_removed:[text] sentences_added:[text] template_changed:bool policies_changed:bool "
     "calendar_changed:bool division_changed:bool"},
    {"Organisation", "mediators：在任人数；warning：委员会不足3人或超过9人等",
     "org:id name:text kind:OrganisationKind division:division short:text founded:date dissolved:date|null "
     "mediators:int warning?:text|null"},
    {"OrganisationList", "", "[Organisation]"},
    {"Mediator", "", "mediator:id name:text org:id division:division full_time:bool from:date until:date|null"},
    {"MediatorList", "", "[Mediator]"},
    {"Elder", "", "elder:id name:text division:division from:date until:date|null"},
    {"ElderList", "", "[Elder]"},
    {"DivisionRow", "seats：村民代表应到人数", "division:division name:text level:Level seats?:int|null"},
    {"DivisionList", "", "[DivisionRow]"},
    {"CalendarYear", "provisional：这一年的放假安排尚未装入，只按周末计",
     "year:int provisional:bool days:{CalendarDay}"},
    {"CalendarDay", "", "type:DayType name:text in_lieu:bool|null"},
    {"PolicyVersion", "from为空：建库时的政策", "from:date|null policy:Policy"},
    {"PolicyList", "", "[PolicyVersion]"},
    {"Word", "", "name:text chinese:text"},
    {"Vocabulary", "各组用语", "{[Word]}"},
};

// ---- all ----

std::vector<Shape> all_answers() {
    auto out = people_shapes;
    out.insert(out.end(), case_shapes.begin(), case_shapes.end());
    out.insert(out.end(), office_shapes.begin(), office_shapes.end());
    return out;
}

}  // namespace

const std::vector<Shape>& body_shapes() { return bodies; }

const std::vector<Shape>& answer_shapes() {
    static const auto all = all_answers();
    return all;
}

}  // namespace tiaojie::http
