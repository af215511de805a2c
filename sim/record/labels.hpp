// SPDX-License-Identifier: Apache-2.0
// Names of the codes in results files, in both languages, in the order of the enumerators.
//
// They are constants because columns are described at compile time; where world/terms has the same
// vocabulary, a test holds the two together.
#pragma once

#include "world/facility.hpp"
#include "world/facts.hpp"
#include "world/settlement.hpp"

#include <array>
#include <string_view>

namespace tiercare {

template <std::size_t n>
using Labels = std::array<std::string_view, n>;

inline constexpr Labels<tier_count> tier_labels{"village", "township", "county", "tertiary"};
inline constexpr Labels<tier_count> tier_labels_zh{"村级", "乡镇级", "县级", "三级医院"};

inline constexpr Labels<facility_kind_count> facility_kind_labels{
    "village_clinic",
    "township_health_centre",
    "county_general_hospital",
    "county_tcm_hospital",
    "county_maternal_and_child_hospital",
    "tertiary_hospital",
    "private_clinic",
    "private_hospital"};
inline constexpr Labels<facility_kind_count> facility_kind_labels_zh{
    "村卫生站",     "乡镇卫生院", "县人民医院", "县中医院",
    "县妇幼保健院", "三级医院",   "个体诊所",   "民营医院"};

inline constexpr Labels<service_line_count> service_line_labels{
    "internal_medicine",      "surgery",    "cardiology", "neurology", "oncology",
    "obstetrics_gynaecology", "paediatrics"};
inline constexpr Labels<service_line_count> service_line_labels_zh{
    "内科", "外科", "心内科", "神经内科", "肿瘤科", "妇产科", "儿科"};

inline constexpr Labels<acuity_count> acuity_labels{"mild", "moderate", "severe", "critical"};
inline constexpr Labels<acuity_count> acuity_labels_zh{"轻症", "中度", "重症", "危重"};

inline constexpr Labels<4> settlement_kind_labels{"village", "township_seat", "county_seat",
                                                  "city"};
inline constexpr Labels<4> settlement_kind_labels_zh{"村", "乡镇驻地", "县城", "城市"};

inline constexpr Labels<2> sex_labels{"female", "male"};
inline constexpr Labels<2> sex_labels_zh{"女", "男"};

inline constexpr Labels<insurance_scheme_count> scheme_labels{"resident", "employee"};
inline constexpr Labels<insurance_scheme_count> scheme_labels_zh{"城乡居民医保", "职工医保"};

inline constexpr Labels<3> whereabouts_labels{"resident", "seasonal", "absent"};
inline constexpr Labels<3> whereabouts_labels_zh{"常住", "季节性外出", "外出务工"};

inline constexpr Labels<2> service_labels{"outpatient", "inpatient"};
inline constexpr Labels<2> service_labels_zh{"门诊", "住院"};

inline constexpr Labels<lack_count> lack_labels{"nothing", "capability", "equipment", "drugs",
                                                "bed"};
inline constexpr Labels<lack_count> lack_labels_zh{"无", "能力", "设备", "药品", "床位"};

inline constexpr Labels<7> reason_labels{"own_choice",    "follow_up", "came_back", "referred_up",
                                         "referred_down", "for_a_bed", "relapsed"};
inline constexpr Labels<7> reason_labels_zh{"自主选择", "复诊",         "未愈再诊",  "上转而来",
                                            "下转而来", "自行转院求床", "出院后复发"};

inline constexpr Labels<10> passed_over_labels{"nothing",   "capability", "wait",      "price",
                                               "trust",     "closed",     "own_taste", "full",
                                               "equipment", "drugs"};
inline constexpr Labels<10> passed_over_labels_zh{"未越过", "能力",     "等待", "费用", "信任",
                                                  "未开",   "个人偏好", "无床", "设备", "药品"};

inline constexpr Labels<10> outcome_labels{
    "treated",     "treated_in_vain", "admitted", "referred_up",    "referred_down",
    "left_unseen", "turned_away",     "died",     "left_for_a_bed", "did_not_come"};
inline constexpr Labels<10> outcome_labels_zh{"有效治疗",     "治疗无效", "收住院", "上转",
                                              "下转",         "未诊离开", "被拒",   "死亡",
                                              "自行转院求床", "爽约"};

inline constexpr Labels<6> death_place_labels{"at_home",    "on_the_way",        "in_a_queue",
                                              "with_staff", "waiting_for_a_bed", "in_bed"};
inline constexpr Labels<6> death_place_labels_zh{"家中",   "途中",   "候诊中",
                                                 "诊疗中", "候床中", "病床上"};

inline constexpr Labels<3> answer_labels{"self_care", "pharmacy", "care"};
inline constexpr Labels<3> answer_labels_zh{"自我照护", "药店购药", "就医"};

inline constexpr Labels<2> stay_kind_labels{"bed", "day_place"};
inline constexpr Labels<2> stay_kind_labels_zh{"住院", "日间"};

inline constexpr Labels<2> direction_labels{"up", "down"};
inline constexpr Labels<2> direction_labels_zh{"上转", "下转"};

inline constexpr Labels<refusal_count> refusal_labels{"none", "capability", "bed",
                                                      "slot", "equipment",  "drugs"};
inline constexpr Labels<refusal_count> refusal_labels_zh{"无",       "能力不足", "没有空床",
                                                         "没有号源", "设备不足", "药品不足"};

inline constexpr Labels<link_count> link_labels{"release", "receive", "willing", "policy"};
inline constexpr Labels<link_count> link_labels_zh{"舍得放", "接得住", "愿意去", "政策配套"};

}  // namespace tiercare
