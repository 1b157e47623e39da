#include "session/suite_plan.h"
#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"
#include "spec_form_world.h"
#include "ui/train/method_rows.h"
#include "ui/train/number_edit.h"

namespace macadam {
namespace {

TEST(SpecForm, GivesBackEveryPresetAndMethodAsItCame) {
  SpecForm form;
  for (const std::string& name : presetNames()) {
    for (const SuiteRow& row : methodChoices()) {
      RunSpec spec = preset(name);
      spec.method = methodOf(row.name, spec);
      spec.data.path = "/pictures";
      spec.networks.of(Role::Teacher2) =
          NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5, .pretrained = "vgg.pth"};
      spec.device = {DeviceKind::Cuda, 1};
      spec.seed = 9007199254740991;
      form.setSpec(spec);
      EXPECT_EQ(form.spec(), spec) << name << ' ' << row.name;
      EXPECT_EQ(form.row(), row.name);
    }
  }
}

TEST(SpecForm, TakesMoreTeachersThanTwoInAndOutAgain) {
  SpecForm form;
  form.setSource(source());
  const RunSpec before = form.spec();
  form.addTeacher();
  ASSERT_EQ(form.spec().networks.teachers.size(), 3u);
  EXPECT_EQ(form.spec().networks.teachers[2], before.networks.teachers[1]) << "it begins as the last one";
  EXPECT_EQ(std::get<SslkdSpec>(form.spec().method).teachers.others, "teacher3");
  type(form, "networks.teacher3.width", "0.5");
  EXPECT_EQ(form.spec().networks.of(Role::teacher(3)).width, 0.5);
  form.history().undo();
  form.history().undo();
  EXPECT_EQ(form.spec(), before);
  form.addTeacher();
  form.removeTeacher();
  EXPECT_EQ(form.spec(), before);
}

TEST(SpecForm, OffersTheNetworksThatThereAre) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("cms-teachers");
  const auto networks = [&] { return qobject_cast<QComboBox*>(rowOfField(form, "method.first")->editor())->count(); };
  EXPECT_EQ(networks(), 3) << "the student and two teachers";
  form.addTeacher();
  EXPECT_EQ(networks(), 4);
}

TEST(SpecForm, RemembersWhatWasSetForAnotherMethod) {
  SpecForm form;
  form.setSource(source());
  type(form, "method.iterations", "7770");
  form.chooseRow("supervised-student");
  EXPECT_EQ(form.spec().name, "small-supervised-student");
  type(form, "method.iterations", "900");
  form.chooseRow("sslkd");
  EXPECT_EQ(std::get<SslkdSpec>(form.spec().method).iterations, 7770);
  EXPECT_EQ(form.spec().name, "small-sslkd");
  form.chooseRow("supervised-student");
  EXPECT_EQ(std::get<SupervisedSpec>(form.spec().method).iterations, 900);
}

TEST(SpecForm, CarriesWhatWasChangedIntoAMethodThatHasItToo) {
  const auto original = std::get<SslkdSpec>(preset("small").method);
  SpecForm form;
  form.setSource(source());
  type(form, "method.iterations", "7770");
  form.chooseRow("cps");
  auto cps = std::get<CpsSpec>(form.spec().method);
  EXPECT_EQ(cps.iterations, 7770);
  EXPECT_EQ(cps.warmUpIterations, original.warmUpIterations) << "nobody has changed it";
  EXPECT_EQ(cps.weight, original.teachers.weight);
  EXPECT_EQ(qobject_cast<NumberEdit*>(rowOfField(form, "method.iterations")->editor())->text(), "7770");

  type(form, "method.weight", "0.75");
  qobject_cast<QComboBox*>(rowOfField(form, "method.pseudo_labels_on")->editor())->setCurrentIndex(1);
  form.chooseRow("cms-teachers");
  const auto cms = std::get<CmsSpec>(form.spec().method);
  EXPECT_EQ(cms.iterations, original.teachers.iterations) << "those of the teachers, not of the student";
  EXPECT_EQ(cms.warmUpIterations, original.teachers.warmUpIterations);
  EXPECT_EQ(cms.weight, 0.75);
  EXPECT_EQ(cms.pseudoLabelsOn, Scope::Unlabelled);
  EXPECT_EQ(cms.first, Role::Teacher1) << "the networks are the method's own";

  form.chooseRow("cps");
  form.chooseRow("cct");
  const auto cct = std::get<CctSpec>(form.spec().method);
  EXPECT_EQ(cct.iterations, 7770);
  EXPECT_EQ(cct.weight, 30.0) << "of another loss";
  form.chooseRow("supervised-teacher2");
  EXPECT_EQ(form.spec().method, MethodSpec(SupervisedSpec{Role::Teacher2, original.teachers.iterations}));
}

TEST(SpecForm, LeavesToTheTeachersWhatWasChangedOfTheirTraining) {
  const auto original = std::get<SslkdSpec>(preset("small").method);
  SpecForm form;
  form.setSource(source());
  type(form, "method.teachers.warm_up_iterations", "320");
  form.chooseRow("cms-teachers");
  EXPECT_EQ(std::get<CmsSpec>(form.spec().method).warmUpIterations, 320);

  SpecForm other;
  other.setSource(source());
  other.chooseRow("supervised-teacher1");
  RunSpec teachers = other.spec();
  std::get<SupervisedSpec>(teachers.method).iterations = 444;
  other.setSpec(teachers);
  other.chooseRow("sslkd");
  const auto distillation = std::get<SslkdSpec>(other.spec().method);
  EXPECT_EQ(distillation.teachers.iterations, 444);
  EXPECT_EQ(distillation.iterations, original.iterations);
  EXPECT_EQ(distillation.warmUpIterations, original.warmUpIterations);
}

TEST(SpecForm, DoesNotCallWhatARowTookOverAPersonsChange) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("cps");
  RunSpec spec = form.spec();
  std::get<CpsSpec>(spec.method).iterations = 7770;
  form.setSpec(spec);
  EXPECT_FALSE(form.isEdited());
  form.chooseRow("cct");
  EXPECT_EQ(std::get<CctSpec>(form.spec().method).iterations, 7770);
  EXPECT_FALSE(form.isEdited());
}

TEST(SpecForm, KnowsWhetherItStillHoldsWhatItBeganWith) {
  SpecForm form;
  form.setSource(source());
  EXPECT_FALSE(form.isEdited());
  form.chooseRow("cps");
  EXPECT_FALSE(form.isEdited()) << "the row is shown by itself";
  const std::int64_t iterations = std::get<CpsSpec>(form.spec().method).iterations;
  type(form, "method.iterations", "7770");
  EXPECT_TRUE(form.isEdited());
  type(form, "method.iterations", QString::number(iterations));
  EXPECT_FALSE(form.isEdited());
  type(form, "seed", "9");
  EXPECT_TRUE(form.isEdited());
  form.usePreset("demo");
  EXPECT_FALSE(form.isEdited());
}

TEST(SpecForm, KeepsTheMethodWhenAnotherPresetIsChosen) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("cps");
  type(form, "seed", "5");
  form.usePreset("demo");
  EXPECT_EQ(form.row(), "cps");
  EXPECT_EQ(std::get<CpsSpec>(form.spec().method).iterations, std::get<SslkdSpec>(preset("demo").method).iterations);
  EXPECT_EQ(form.spec().seed, 5U);
  EXPECT_EQ(form.spec().name, "demo-cps");
}

TEST(SpecForm, DerivesASuiteFromSslkdWhateverMethodIsShown) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("cct");
  const RunSpec base = form.suiteBase();
  EXPECT_EQ(base.name, "small");
  EXPECT_EQ(base.split.file, "/projects/town/splits/a.toml");
  EXPECT_EQ(planSuite(base, {"sslkd"}, {1}).size(), 2U);
}

TEST(SpecForm, GivesASuiteWhatWasChangedInTheMethodThatItShows) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("supervised-student");
  RunSpec spec = form.spec();
  std::get<SupervisedSpec>(spec.method).iterations = 600;
  form.setSpec(spec);
  EXPECT_EQ(std::get<SslkdSpec>(form.suiteBase().method).iterations, 600);
}

TEST(SpecForm, ShowsOnlyTheNetworksThatTheMethodUses) {
  SpecForm form;
  form.setSource(source());
  form.show();
  const auto* teacher = form.findChild<QWidget*>("network-teacher1");
  EXPECT_TRUE(teacher->isVisible());
  form.chooseRow("supervised-student");
  EXPECT_FALSE(teacher->isVisible());
  EXPECT_TRUE(form.findChild<QWidget*>("network-student")->isVisible());
}

}  // namespace
}  // namespace macadam
