#include "ui/shell/about_dialog.h"

#include "shell_world.h"

#include <QLabel>

namespace macadam {
namespace {

using AboutDialogTest = ShellTest;

TEST_F(AboutDialogTest, ClipsNoText) {
  Jobs jobs;
  AboutDialog dialog(jobs, accessTo(engine_));
  dialog.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&dialog));
  const auto labels = dialog.findChildren<QLabel*>();
  ASSERT_GE(labels.size(), 3);
  for (const QLabel* label : labels) {
    const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
    EXPECT_GE(label->height(), needed) << label->text().toStdString();
    EXPECT_TRUE(dialog.rect().contains(QRect(label->mapTo(&dialog, QPoint()), label->size())));
  }
}

}  // namespace
}  // namespace macadam
