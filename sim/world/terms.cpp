// SPDX-License-Identifier: Apache-2.0
#include "world/terms.hpp"

namespace tiercare {

const std::array<Term<Tier>, tier_count>& tier_terms() {
  static constexpr std::array<Term<Tier>, tier_count> terms{{
      {Tier::village, "village", "村级"},
      {Tier::township, "township", "乡镇级"},
      {Tier::county, "county", "县级"},
      {Tier::tertiary, "tertiary", "三级医院"},
  }};
  return terms;
}

const std::array<Term<FacilityKind>, facility_kind_count>& facility_kind_terms() {
  static constexpr std::array<Term<FacilityKind>, facility_kind_count> terms{{
      {FacilityKind::village_clinic, "village_clinic", "村卫生站"},
      {FacilityKind::township_health_centre, "township_health_centre", "乡镇卫生院"},
      {FacilityKind::county_general_hospital, "county_general_hospital", "县人民医院"},
      {FacilityKind::county_tcm_hospital, "county_tcm_hospital", "县中医院"},
      {FacilityKind::county_maternal_and_child_hospital, "county_maternal_and_child_hospital",
       "县妇幼保健院"},
      {FacilityKind::tertiary_hospital, "tertiary_hospital", "三级医院"},
      {FacilityKind::private_clinic, "private_clinic", "个体诊所"},
      {FacilityKind::private_hospital, "private_hospital", "民营医院"},
  }};
  return terms;
}

const std::array<Term<ServiceLine>, service_line_count>& service_line_terms() {
  static constexpr std::array<Term<ServiceLine>, service_line_count> terms{{
      {ServiceLine::internal_medicine, "internal_medicine", "内科"},
      {ServiceLine::surgery, "surgery", "外科"},
      {ServiceLine::cardiology, "cardiology", "心内科"},
      {ServiceLine::neurology, "neurology", "神经内科"},
      {ServiceLine::oncology, "oncology", "肿瘤科"},
      {ServiceLine::obstetrics_gynaecology, "obstetrics_gynaecology", "妇产科"},
      {ServiceLine::paediatrics, "paediatrics", "儿科"},
  }};
  return terms;
}

const std::array<Term<Equipment>, equipment_count>& equipment_terms() {
  static constexpr std::array<Term<Equipment>, equipment_count> terms{{
      {Equipment::ecg, "ecg", "心电图机"},
      {Equipment::x_ray, "x_ray", "X线机"},
      {Equipment::ultrasound, "ultrasound", "超声"},
      {Equipment::ct, "ct", "CT"},
      {Equipment::mri, "mri", "磁共振"},
      {Equipment::endoscopy, "endoscopy", "内镜"},
      {Equipment::cath_lab, "cath_lab", "介入导管室"},
      {Equipment::dialysis, "dialysis", "血液透析"},
      {Equipment::ventilator, "ventilator", "呼吸机"},
      {Equipment::radiotherapy, "radiotherapy", "放射治疗"},
  }};
  return terms;
}

const std::array<Term<Acuity>, acuity_count>& acuity_terms() {
  static constexpr std::array<Term<Acuity>, acuity_count> terms{{
      {Acuity::mild, "mild", "轻症"},
      {Acuity::moderate, "moderate", "中度"},
      {Acuity::severe, "severe", "重症"},
      {Acuity::critical, "critical", "危重"},
  }};
  return terms;
}

}  // namespace tiercare
