#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CmsSpec {
  static constexpr MethodFacts kFacts{.name = "cms",
                                      .title = "CMS",
                                      .doc = "Cross-model supervision: different architectures teach each other",
                                      .source = "paper, step 1"};

  Role first = Role::Teacher1;
  Role second = Role::Teacher2;
  std::string others;                    ///< Further networks, as in `teacher3, teacher4`.
  std::int64_t iterations = 20000;       ///< Including the warm-up.
  std::int64_t warmUpIterations = 5000;  ///< Ours: the paper prints no number.
  double weight = 1.5;                   ///< The authors' earlier code for the same loss; the paper prints none.
  Scope pseudoLabelsOn = Scope::Both;

  bool operator==(const CmsSpec&) const = default;
};

void visitFields(Is<CmsSpec> auto& spec, auto& visitor) {
  visitor.choice({"first", "One of the networks."}, spec.first, kRoles);
  visitor.choice({"second", "Another."}, spec.second, kRoles);
  visitor.value({"others", "Further networks that teach and are taught, as in \"teacher3, teacher4\"."}, spec.others);
  visitor.value({"iterations", "Training steps, warm-up included.", kIterations}, spec.iterations);
  visitor.value(
      {"warm_up_iterations", "Of these, the first that train on labelled tiles alone; the paper prints no number.",
       kIterationsOrNone},
      spec.warmUpIterations);
  visitor.value({"weight", "Weight of the pseudo-label terms; 1.5 in the authors' earlier code, the paper prints none.",
                 kWeights},
                spec.weight);
  visitor.choice({"pseudo_labels_on", "Tiles that the networks label for each other."}, spec.pseudoLabelsOn, kScopes);
}

/// The networks that teach each other; what of `others` is no role is left out.
std::vector<Role> rolesOf(const CmsSpec& method);

/// Takes one more network in, or leaves it out again.
void addOther(CmsSpec& method, Role role);
void removeOther(CmsSpec& method, Role role);

/// Its student alone is reported, where it has one.
std::vector<Part> partsOf(const CmsSpec& method);

inline bool readsUnlabelled(const CmsSpec& method) {
  return method.pseudoLabelsOn != Scope::Labelled;
}

/// Refuses names of networks that are none, or are there twice. @param path of the method's table: SSLKD has one for
/// its teachers
void checkNames(const CmsSpec& method, Problems& problems, const std::string& path);
/// And networks that `networks` has not.
void check(const CmsSpec& method, const NetworksSpec& networks, Problems& problems, const std::string& path = "method");

}  // namespace macadam
