#include "ui/project/mend_split.h"

#include "data/shared_scenes.h"
#include "ui/project/project_document.h"

namespace macadam {

bool mendSplit(ProjectDocument& document, Fix fix) {
  const Dataset& dataset = *document.dataset();
  if (fix == Fix::MoveScenes) {
    document.changeSplit(withScenesOnOneSide(document.split(), dataset),
                         ProjectDocument::tr("Move scenes to one side"));
  } else if (fix == Fix::TakeOutTiles) {
    document.changeSplit(withoutUnusableTiles(document.split(), dataset),
                         ProjectDocument::tr("Take out tiles that cannot be used"));
  } else {
    return false;
  }
  return true;
}

}  // namespace macadam
