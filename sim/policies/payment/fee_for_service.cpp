// SPDX-License-Identifier: Apache-2.0
// Fee for service (按项目付费): every charge is paid as billed, so every further service brings its
// full price. A provider gains by keeping patients.
#include "policies/catalogue.hpp"

namespace tiercare {
namespace {

class FeeForService final : public PaymentScheme {
 public:
  [[nodiscard]] PaymentList pay(const Bill& bill) const override {
    PaymentList payments;
    if (bill.fund_share > Money{}) payments.add({Payer::fund, bill.fund_share});
    if (bill.patient_share > Money{}) payments.add({Payer::patient, bill.patient_share});
    return payments;
  }
  [[nodiscard]] Money marginal_revenue(const ServiceOffer& offer) const override {
    return offer.charge;
  }
};

}  // namespace

PolicyEntry<PaymentScheme> fee_for_service() {
  return {"fee_for_service", "every charge is paid as billed", "按项目付费",
          [](config::Reader&, const PolicyContext&) -> std::unique_ptr<const PaymentScheme> {
            return std::make_unique<FeeForService>();
          }};
}

}  // namespace tiercare
