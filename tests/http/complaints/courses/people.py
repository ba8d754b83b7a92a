"""Who acts in a course: the people by the short name its table gives them."""

from collections.abc import Mapping
from dataclasses import replace

from shared.principal import Principal, Role
from tests.complaints import HANBING, LINZHIYUAN, SUQING, XUKEXIN, ZHOULAN

PEOPLE: Mapping[str, Principal] = {
    "zhou": ZHOULAN,
    "xu": XUKEXIN,
    "clerk": Principal(
        sub="gaoyuan", name="高媛", role=Role.CLERK, department="hy-port-office", city="haiyang"
    ),
    "lin": LINZHIYUAN,
    "su": SUQING,
    "customs": replace(SUQING, sub="heyan", name="贺岩", department="hy-customs"),
    "transport": replace(SUQING, sub="gaofan", name="高帆", department="hy-transport"),
    "finance": replace(SUQING, sub="fangning", name="方宁", department="hy-finance"),
    "office": replace(SUQING, sub="qinlang", name="秦朗", department="hy-port-office"),
    "office2": replace(SUQING, sub="baiyu", name="白羽", department="hy-port-office"),
    "transport2": replace(SUQING, sub="tianhe", name="田禾", department="hy-transport"),
    "han": HANBING,
    "tang": replace(HANBING, sub="tangwei", name="唐薇"),
}
SUPERVISOR = "han"
