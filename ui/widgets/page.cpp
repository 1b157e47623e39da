#include "ui/widgets/page.h"

#include "ui/widgets/plain_keys.h"

namespace macadam {

Page::Page(QWidget* parent) : QWidget(parent), plainKeys_(new PlainKeys(*this)) {}

}  // namespace macadam
