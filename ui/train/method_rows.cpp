#include "ui/train/method_rows.h"

#include <QCoreApplication>
#include <algorithm>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::MethodRows", text);
}

}  // namespace

QString rowLabel(SuiteRow row) {
  switch (row) {
    case SuiteRow::Sslkd:
      return tr("SSLKD: distilled student");
    case SuiteRow::CmsTeachers:
      return tr("CMS: both teachers");
    case SuiteRow::CmsStudent:
      return tr("CMS: student, teacher 2");
    case SuiteRow::Cps:
      return tr("CPS: two students");
    case SuiteRow::Cct:
      return tr("CCT: student");
    case SuiteRow::SupervisedStudent:
      return tr("Supervised: student");
    case SuiteRow::SupervisedTeacher1:
      return tr("Supervised: teacher 1");
    case SuiteRow::SupervisedTeacher2:
      return tr("Supervised: teacher 2");
  }
  return {};
}

MethodSpec methodOf(SuiteRow row, const RunSpec& base) {
  const std::vector<SuiteRun> plan = planSuite(base, {row}, {1});
  return std::ranges::find(plan, row, &SuiteRun::row)->spec.method;
}

std::vector<Role> rolesOf(const MethodSpec& method) {
  struct Roles {
    std::vector<Role> operator()(const SupervisedSpec& supervised) const { return {supervised.network}; }
    std::vector<Role> operator()(const CmsSpec& cms) const { return {cms.first, cms.second}; }
    std::vector<Role> operator()(const CpsSpec&) const { return {Role::Student}; }
    std::vector<Role> operator()(const CctSpec&) const { return {Role::Student}; }
    std::vector<Role> operator()(const SslkdSpec& sslkd) const {
      if (!sslkd.teachersFrom.empty()) return {Role::Student};
      return {Role::Student, Role::Teacher1, Role::Teacher2};
    }
  };
  std::vector<Role> roles = std::visit(Roles{}, method);
  std::ranges::sort(roles);
  return roles;
}

}  // namespace macadam
