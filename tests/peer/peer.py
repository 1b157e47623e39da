#!/usr/bin/python3
"""The eager-PyTorch peer: the same networks and training steps, as a user would write them in Python.

  peer.py --method sslkd --size 128 --batch 2      seconds per training step, as one JSON line

make_golden.py takes the networks and steps from here for the parity tests; compare_step.py and tests/device/check.sh
time both programs.
Runs on Debian's python3-torch 1.13 and on PyPI's torch 2.x. On a GPU: --device cuda --amp --channels-last [--compile].
Layer names: encoders as in torchvision (conv1, bn1, layer1.0.conv1 ...; features.0 ...), heads as written here.
"""
import argparse, inspect, json, resource, time
import torch
from torch import nn
import torch.nn.functional as F
import torchvision


class ResNetEncoder(nn.Module):
    """torchvision ResNet without the classifier; output stride 16. Returns layer1 (stride 4) and layer4 (stride 16)."""

    def __init__(self, depth):
        super().__init__()
        make = {18: torchvision.models.resnet18, 34: torchvision.models.resnet34,
                50: torchvision.models.resnet50, 101: torchvision.models.resnet101}[depth]
        if depth >= 50:
            net = make(weights=None, replace_stride_with_dilation=[False, False, True])
        else:  # BasicBlock has no dilation in torchvision: keep layer4 at stride 16 by removing its stride
            net = make(weights=None)
            for module in net.layer4.modules():
                if isinstance(module, nn.Conv2d) and module.stride == (2, 2):
                    module.stride = (1, 1)
        for name in ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4"):
            setattr(self, name, getattr(net, name))
        self.channels = (net.layer1[-1].bn2.num_features if depth < 50 else 256, 512 if depth < 50 else 2048)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        low = self.layer1(x)
        return low, self.layer4(self.layer3(self.layer2(low)))


def conv_bn_relu(cin, cout, k=3, dilation=1):
    return nn.Sequential(nn.Conv2d(cin, cout, k, padding=dilation * (k // 2), dilation=dilation, bias=False),
                         nn.BatchNorm2d(cout), nn.ReLU(inplace=True))


class Aspp(nn.Module):
    def __init__(self, cin, rates=(6, 12, 18), cout=256):
        super().__init__()
        self.branches = nn.ModuleList([conv_bn_relu(cin, cout, 1)] + [conv_bn_relu(cin, cout, 3, r) for r in rates])
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(cin, cout, 1, bias=False), nn.BatchNorm2d(cout), nn.ReLU(inplace=True))
        self.project = nn.Sequential(*conv_bn_relu(cout * (len(rates) + 2), cout, 1), nn.Dropout(0.1))

    def forward(self, x):
        pooled = self.pool(x).expand(-1, -1, x.shape[2], x.shape[3])
        return self.project(torch.cat([b(x) for b in self.branches] + [pooled], 1))


class DeepLabV3Plus(nn.Module):
    def __init__(self, depth, classes=2):
        super().__init__()
        self.encoder = ResNetEncoder(depth)
        low, high = self.encoder.channels
        self.aspp = Aspp(high)
        self.low = conv_bn_relu(low, 48, 1)
        self.head = nn.Sequential(conv_bn_relu(304, 256), nn.Conv2d(256, classes, 1))

    def forward(self, x):
        low, features = self.encoder(x)
        up = F.interpolate(self.aspp(features), size=low.shape[2:], mode="bilinear", align_corners=False)
        logits = self.head(torch.cat([self.low(low), up], 1))
        return F.interpolate(logits, size=x.shape[2:], mode="bilinear", align_corners=False), features


class SegNet(nn.Module):
    """VGG-16-BN encoder with pooling indices, mirrored decoder."""

    PLAN = [(3, 64, 2), (64, 128, 2), (128, 256, 3), (256, 512, 3), (512, 512, 3)]

    def __init__(self, classes=2):
        super().__init__()
        def stage(cin, cout, n):
            return nn.Sequential(*[conv_bn_relu(cin if i == 0 else cout, cout) for i in range(n)])
        self.down = nn.ModuleList([stage(cin, cout, n) for cin, cout, n in self.PLAN])
        self.up = nn.ModuleList([nn.Sequential(*[conv_bn_relu(cout, cout) for _ in range(n - 1)], conv_bn_relu(cout, cin if cin > 3 else 64))
                                 for cin, cout, n in reversed(self.PLAN)])
        self.head = nn.Conv2d(64, classes, 3, padding=1)

    def forward(self, x):
        stack = []
        for stage in self.down:
            x = stage(x)
            size = x.shape
            x, indices = F.max_pool2d(x, 2, return_indices=True)
            stack.append((indices, size))
        features = x
        for stage in self.up:
            indices, size = stack.pop()
            x = stage(F.max_unpool2d(x, indices, 2, output_size=size[2:]))
        return self.head(x), features


class AuxiliaryDecoder(nn.Module):
    """CCT's: 1x1 convolution to the classes, then four doublings by pixel shuffle, from stride 16 to the image."""

    def __init__(self, features, classes=2):
        super().__init__()
        self.reduce = nn.Conv2d(features, classes, 1, bias=False)
        self.expand = nn.ModuleList([nn.Conv2d(classes, 4 * classes, 1) for _ in range(4)])

    def forward(self, x):
        x = self.reduce(x)
        for expand in self.expand:
            x = F.pixel_shuffle(F.relu(expand(x)), 2)
        return x


def uniform(x, low, high, shape=(1,)):
    return torch.empty(shape, device=x.device, dtype=x.dtype).uniform_(low, high)


def feature_noise(f, p):
    return f * (1 + torch.empty_like(f[0]).uniform_(-0.3, 0.3))


def feature_dropout(f, p):
    attention = f.mean(1, keepdim=True)
    return f * (attention < attention.amax((2, 3), keepdim=True) * uniform(f, 0.7, 0.9)).to(f.dtype)


def dropout(f, p):
    return F.dropout2d(f, 0.5)


def road_mask(f, p):
    return F.adaptive_max_pool2d(p.argmax(1, keepdim=True).to(f.dtype), f.shape[2:])


def object_masking(f, p):
    return f * (1 - road_mask(f, p))


def context_masking(f, p):
    return f * road_mask(f, p)


def cutout(f, p):
    n, _, h, w = f.shape
    box_h, box_w = max(1, int(0.4 * h)), max(1, int(0.4 * w))
    y = torch.randint(0, h - box_h + 1, (n, 1, 1, 1), device=f.device)
    x = torch.randint(0, w - box_w + 1, (n, 1, 1, 1), device=f.device)
    rows, columns = torch.arange(h, device=f.device).view(1, 1, h, 1), torch.arange(w, device=f.device).view(1, 1, 1, w)
    cut = (rows >= y) & (rows < y + box_h) & (columns >= x) & (columns < x + box_w)
    return f * (~cut).to(f.dtype)


PERTURBATIONS = [feature_noise, feature_dropout, dropout, object_masking, context_masking, cutout]


def hard(logits):
    return logits.detach().argmax(1)


def step_supervised(nets, xl, y, xu, teachers):
    return F.cross_entropy(nets[0](xl)[0], y)


def step_cross(nets, xl, y, xu, teachers, weight=1.5):
    """CPS when the two networks share an architecture, CMS when they do not."""
    out = [(n(xl)[0], n(xu)[0]) for n in nets]
    both = [torch.cat(o) for o in out]
    sup = sum(F.cross_entropy(o[0], y) for o in out)
    return sup + weight * (F.cross_entropy(both[0], hard(both[1])) + F.cross_entropy(both[1], hard(both[0])))


def step_sslkd(nets, xl, y, xu, teachers):
    """Step 2 of the paper, after the student's warm-up. Labelled and unlabelled images pass separately, as BatchNorm sees them."""
    student, total = nets[0], 0
    for x, target in ((xl, y), (xu, None)):
        with torch.no_grad():
            (l1, f1), (l2, _) = teachers[0](x), teachers[1](x)
            p = (l1.float().softmax(1) + l2.float().softmax(1)) / 2
        logits, f = student(x)
        total = total + F.cross_entropy(logits, p.argmax(1) if target is None else target)
        total = total + (F.l1_loss(f, f1) + F.l1_loss(logits.softmax(1), p)) / 2
    return total


def step_cct(nets, xl, y, xu, teachers):
    """Cross-consistency training after its ramp: the decoders see perturbed features of the unlabelled images."""
    student, decoders = nets
    loss = F.cross_entropy(student(xl)[0], y)
    logits, f = student(xu)
    p = logits.detach().float().softmax(1)
    errors = [F.mse_loss(d(perturb(f, p)).float().softmax(1), p) for d, perturb in zip(decoders, PERTURBATIONS)]
    return loss + 30 * sum(errors) / len(errors)


def build(method, student, teacher):
    if method == "cct":
        network = DeepLabV3Plus(student)
        decoders = nn.ModuleList([AuxiliaryDecoder(network.encoder.channels[1]) for _ in PERTURBATIONS])
        return step_cct, [network, decoders], []
    if method == "supervised":
        return step_supervised, [DeepLabV3Plus(student)], []
    if method == "cps":
        return step_cross, [DeepLabV3Plus(student), DeepLabV3Plus(student)], []
    if method == "cms":
        return step_cross, [DeepLabV3Plus(teacher), SegNet()], []
    if method == "sslkd":
        return step_sslkd, [DeepLabV3Plus(student)], [DeepLabV3Plus(teacher), SegNet()]
    raise SystemExit(f"unknown method {method}")


def time_step(a):
    """Seconds and memory of one step, as a dict."""
    torch.manual_seed(0)
    if a.threads:
        torch.set_num_threads(a.threads)
    device = torch.device(a.device)
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    step, nets, teachers = build(a.method, a.student, a.teacher)
    fmt = torch.channels_last if a.channels_last else torch.contiguous_format
    nets = [n.to(device, memory_format=fmt).train() for n in nets]
    teachers = [t.to(device, memory_format=fmt).eval().requires_grad_(False) for t in teachers]
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = True
    params = [p for n in nets for p in n.parameters()]
    extra = {"fused": True} if device.type == "cuda" and "fused" in inspect.signature(torch.optim.SGD).parameters else {}
    opt = torch.optim.SGD(params, lr=0.01, momentum=0.9, weight_decay=1e-4, **extra)
    run = torch.compile(lambda *args: step(nets, *args, teachers)) if a.compile else (lambda *args: step(nets, *args, teachers))
    xl = torch.randn(a.batch, 3, a.size, a.size, device=device).contiguous(memory_format=fmt)
    xu = torch.randn(a.batch, 3, a.size, a.size, device=device).contiguous(memory_format=fmt)
    y = (torch.rand(a.batch, a.size, a.size, device=device) < 0.1).long()

    def once():
        opt.zero_grad(set_to_none=True)
        with torch.autocast(device.type, torch.bfloat16, enabled=a.amp):
            loss = run(xl, y, xu)
        loss.backward()
        opt.step()

    sync = torch.cuda.synchronize if device.type == "cuda" else (lambda: None)
    for _ in range(a.warmup):
        once()
    sync()
    times = []
    for _ in range(a.steps):
        t = time.perf_counter()
        once()
        sync()
        times.append(time.perf_counter() - t)
    times.sort()
    result = {"torch": torch.__version__, "method": a.method, "device": a.device, "size": a.size, "batch_labelled": a.batch,
              "batch_unlabelled": a.batch, "threads": torch.get_num_threads(), "seconds_median": round(times[len(times) // 2], 6),
              "seconds_min": round(times[0], 6), "images_per_second": round(2 * a.batch / times[len(times) // 2], 3),
              "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    if device.type == "cuda":
        result["peak_device_memory_mib"] = torch.cuda.max_memory_allocated(device) >> 20
    return result


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--method", choices=["supervised", "cps", "cms", "cct", "sslkd"], default="sslkd")
    p.add_argument("--student", type=int, default=50)
    p.add_argument("--teacher", type=int, default=101)
    p.add_argument("--size", type=int, default=128, help="tile side in pixels")
    p.add_argument("--batch", type=int, default=2, help="labelled images per step, and as many unlabelled")
    p.add_argument("--steps", type=int, default=5)
    p.add_argument("--warmup", type=int, default=2)
    p.add_argument("--threads", type=int, default=0)
    p.add_argument("--device", default="cpu")
    p.add_argument("--amp", action="store_true")
    p.add_argument("--channels-last", action="store_true")
    p.add_argument("--compile", action="store_true")
    print(json.dumps(time_step(p.parse_args())))


if __name__ == "__main__":
    main()
