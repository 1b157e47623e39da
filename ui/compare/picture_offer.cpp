#include "ui/compare/picture_offer.h"

#include <QCoreApplication>
#include <algorithm>

namespace macadam {

std::vector<PictureOffer> offersOf(const std::optional<Sample>& shown, const std::vector<Sample>& selected) {
  std::vector<PictureOffer> offers;
  if (shown) {
    const QString title = QCoreApplication::translate("PictureOffer", "The picture that is shown: %1");
    offers.push_back({title.arg(QString::fromStdString(shown->image.filename().string())), {shown->image}});
  }
  std::vector<std::filesystem::path> pictures;
  for (const Sample& sample : selected) {
    if (std::ranges::find(pictures, sample.image) == pictures.end()) pictures.push_back(sample.image);
  }
  if (pictures.size() > 1) {
    const QString title = QCoreApplication::translate("PictureOffer", "Selected in the table: %n pictures", nullptr,
                                                      static_cast<int>(pictures.size()));
    offers.push_back({title, pictures});
  }
  return offers;
}

}  // namespace macadam
