"""The words that say what digits beside them are: lists only."""

import re

_OTHER_TEXT = (
    "订单 定单 订购单 单号 运单 快递单 物流单 流水号 流水编号 序列 序号 编号 编码 编碼 工号 警号 学号 学籍 "
    "考号 准考证 房号 门牌 房间 邮编 邮政编码 股票 基金 代码 车牌 航班 车次 版本 货号 型号 条码 "
    "条形码 批号 工单 案号 案件 合同 发票 税号 信用代码 尾号 末四位 后四位 卡券 券号 兑换码 "
    "激活码 验证码 校验码 动态码 识别码 安全码 取件码 提货码 取货码 取票码 核销码 随机码 授权码 "
    "邀请码 推荐码 口令 密码 密碼 会员号 会员卡 积分 保单 身份证 证件 护照 社保 公积金 户号 表号 "
    "客户号 余额 金额 总额 价格 单价 原价 售价 特价 合计 共计 工资 月薪 年薪 本金 欠款 额度 "
    "顺丰 圆通 中通 申通 韵达 极兔 座位 桌号 排队号 票号 凭证 学分 人数 浏览 阅读 粉丝 播放 点赞 "
    "病历号 门诊号 住院号 就诊号 检查单 床位 会议号 会议 时间戳 坐标 经度 纬度 车架号 发动机号 "
    "执照 许可证 备案号 专利号 国药准字 彩票 中奖号 期号 第 ￥ ¥ $ € £ 人民币 № 参考号 参考码 "
    "交易号 业务号 受理号 回执 存单 设备号 宽带 网号 机身号 仓号 柜号 获奖号 奖金 罚款 补贴 赔偿 赔付 押金 "
    "定金 订金 垫付 垫"
)
OTHER = tuple(_OTHER_TEXT.split())
"""Digits behind these are no telephone number, card or account."""

_OTHER_LATIN_TEXT = (
    "amount balance case cny code ems flight id imei invoice ip isbn jd mac order otp passport "
    "password pid pin price ref reference rmb s/n serial sf sku sn total tracking uid usd uuid "
    "ver version yt zip"
)
OTHER_LATIN = frozenset(_OTHER_LATIN_TEXT.split())
NUMBER_TAILS = (
    "号码",
    "编号",
    "號碼",
    "單號",
    "单号",
    "号",
    "數字",
    "数字",
    "尾数",
    "number",
    "Number",
    "No",
    "no",
)

_PHONE_TEXT = (
    "电话 電話 手机 手機 座机 固话 热线 熱線 客服 拨打 撥打 致电 致電 来电 來電 来电显示 去电 "
    "打给 打 回拨 回电 联系方式 联系 聯繫 专线 咨询 详询 垂询 询 短信 发送 编辑 呼叫 呼 接到 接听 "
    "挂断 显示 来自 报警 报案 举报 急救 火警 匪警 盗警 查号台 服务台 联系人 总机 传真 值班 投诉 "
    "号码 拨通 拨号 官方号 陌生号 拨 ☎ ☏ 📞 📱 📲 官方客服 收到 转接 冒充 假冒 自称 号称 打过来 境外号 "
    "来电号 抢修 报修 或报 者报 要报 请报 先报 就报"
)
PHONE = tuple(_PHONE_TEXT.split())
"""Digits behind these may be a telephone number even when nothing in them says so."""

_PHONE_STRONG_TEXT = "电话 電話 手机 手機 座机 固话 来电 來電 来电显示 致电 拨打 回拨 热线 ☎ ☏ 📞 📱 📲"
PHONE_STRONG = tuple(_PHONE_STRONG_TEXT.split())
_PHONE_LATIN_TEXT = "call cell dial fax hotline mob mobile phone tel telephone"
PHONE_LATIN = frozenset(_PHONE_LATIN_TEXT.split())
NEAR_LATIN = PHONE_LATIN | {
    "v",
    "vx",
    "wx",
    "vip",
    "wechat",
    "q",
    "qq",
    "tg",
    "m",
    "t",
    "p",
    "hp",
    "whatsapp",
    "to",
    "at",
    "num",
}
"""What may be glued to a number and is still not a part of it."""

CALL_BEFORE = re.compile("(?:联系|聯繫|致电|致電|拨打|撥打|打给|打給|回电)[^0-9，。,！!？?\\n]{1,8}$")
PHONE_AFTER = re.compile(
    "[ \\t的”\"'」』）)】\\]，,#*]{0,3}"
    "(?:打来|打過來|打过来|打到|天天打|老打|打电话|冒充|假冒|自称|来电|來電|电话|電話|给我|打给|客服|报警|报案|热线|熱線|发来|发的|发短信|发了|发信息|短信|这个号"
    "|这个电话|是骗子|这个骗子|座机|这个座机|显示|急救|咨询|投诉|维权|平台|举报|反诈|查询|提醒您|提醒你|calling|called"
    "|是(?:谁|哪|什么|[^，。,！!？?\n]{1,10}(?:号码|电话|热线|专线|专号|吗|么))|说(?:是|我|你|您|网|快|孩子|有)|骚扰)"
)
