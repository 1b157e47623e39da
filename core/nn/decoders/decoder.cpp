#include "nn/decoders/decoder.h"

#include "nn/decoders/deeplab_v3plus.h"
#include "nn/decoders/pspnet.h"
#include "nn/decoders/segformer.h"
#include "nn/decoders/segnet.h"
#include "nn/decoders/unet.h"

#include <torch/torch.h>

namespace macadam {

std::unique_ptr<LevelDecoder> makeDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  switch (spec.decoder) {
    case Decoder::DeepLabV3Plus:
      return std::make_unique<DeepLabV3PlusDecoder>(spec, network);
    case Decoder::SegNet:
      return std::make_unique<SegNetDecoder>(spec, network);
    case Decoder::UNet:
      return std::make_unique<UNetDecoder>(spec, network);
    case Decoder::PspNet:
      return std::make_unique<PspNetDecoder>(spec, network);
    case Decoder::SegFormer:
      return std::make_unique<SegFormerDecoder>(spec, network);
  }
  TORCH_CHECK(false, "no decoder has the number ", static_cast<int>(spec.decoder));
}

}  // namespace macadam
