#include "nn/encoders/encoder.h"

#include "nn/encoders/efficientnet_lite.h"
#include "nn/encoders/mit.h"
#include "nn/encoders/resnet.h"
#include "nn/encoders/vgg.h"

#include <torch/torch.h>

namespace macadam {

std::shared_ptr<ImageEncoder> makeEncoder(Encoder encoder, double width, int outputStride) {
  switch (encoder) {
    case Encoder::ResNet18:
      return std::make_shared<ResNetEncoder>(kResNet18, width, outputStride);
    case Encoder::ResNet34:
      return std::make_shared<ResNetEncoder>(kResNet34, width, outputStride);
    case Encoder::ResNet50:
      return std::make_shared<ResNetEncoder>(kResNet50, width, outputStride);
    case Encoder::ResNet101:
      return std::make_shared<ResNetEncoder>(kResNet101, width, outputStride);
    case Encoder::Vgg16:
      return std::make_shared<VggEncoder>(width, outputStride);
    case Encoder::MitB0:
      return std::make_shared<MitEncoder>(kMitB0, width);
    case Encoder::MitB1:
      return std::make_shared<MitEncoder>(kMitB1, width);
    case Encoder::MitB2:
      return std::make_shared<MitEncoder>(kMitB2, width);
    case Encoder::EfficientNetLite0:
      return std::make_shared<EfficientNetLiteEncoder>(kEfficientNetLite0, width, outputStride);
    case Encoder::EfficientNetLite1:
      return std::make_shared<EfficientNetLiteEncoder>(kEfficientNetLite1, width, outputStride);
    case Encoder::EfficientNetLite2:
      return std::make_shared<EfficientNetLiteEncoder>(kEfficientNetLite2, width, outputStride);
  }
  TORCH_CHECK(false, "no encoder has the number ", static_cast<int>(encoder));
}

}  // namespace macadam
