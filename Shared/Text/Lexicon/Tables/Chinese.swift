extension Tables {
  /// What Chinese adds, in both scripts.
  static let chinese = """
    explicit happy: 开心, 開心, 快乐, 快樂, 高兴, 高興, 幸福, 欢乐, 歡樂, 喜悦, 正能量, 好心情
    explicit sad: 伤心, 傷心, 难过, 難過, 悲伤, 悲傷, 伤感, 傷感, 失恋, 失戀, 心碎, 孤独, 孤獨, 忧郁, 憂鬱, 伤感音乐
    likely sad: 眼泪, 眼淚, 分手, 想哭, 哭了, 遗憾, 遺憾, 寂寞, 离别, 離別
    explicit romantic: 浪漫, 爱情, 愛情, 情歌, 我爱你, 我愛你, 恋爱, 戀愛, 表白, 心动, 心動
    likely romantic: 男朋友, 女朋友, 情侣, 情侶, 结婚, 結婚, 喜欢你, 喜歡你, 甜蜜
    explicit calm: 放松, 放鬆, 安静, 安靜, 平静, 平靜, 治愈, 治癒, 轻松, 輕鬆, 助眠, 冥想, 宁静, 舒缓
    explicit energetic: 热血, 熱血, 燃爆, 动感, 動感, 嗨歌, 派对, 派對, 健身, 活力, 激情, 劲爆, 蹦迪
    explicit playful: 搞笑, 好笑, 幽默, 有趣, 沙雕, 哈哈哈, 哈哈, 逗比, 恶搞, 俏皮
    explicit dark: 黑暗, 恐怖, 可怕, 惊悚, 驚悚, 诡异, 詭異, 阴森, 暗黑
    explicit epic: 史诗, 史詩, 震撼, 壮观, 壯觀, 宏伟, 英雄, 大气磅礴, 气势
    explicit pop: 流行音乐, 流行音樂, 流行歌曲, 流行歌, 华语流行, 華語流行, 抖音神曲
    explicit hip-hop: 嘻哈, 说唱, 說唱, 饶舌, 饒舌
    explicit r-and-b: 节奏布鲁斯, 節奏藍調
    explicit rock: 摇滚, 搖滾
    explicit metal: 重金属音乐, 重金屬, 重金属
    explicit jazz: 爵士
    explicit blues: 蓝调, 藍調, 布鲁斯
    explicit classical: 古典音乐, 古典音樂, 交响乐, 交響樂, 管弦乐
    explicit electronic: 电子音乐, 電子音樂, 电音, 電音
    explicit folk: 民谣, 民謠, 古风, 古風, 民歌
    explicit country: 乡村音乐, 鄉村音樂
    explicit indie: 独立音乐, 獨立音樂
    explicit k-pop: 韩流, 韓流, 韩国女团, 韓國女團
    explicit soundtrack: 原声带, 原聲帶, 影视原声, 电影配乐, 電影配樂
    explicit reggae: 雷鬼
    explicit latin: 拉丁音乐, 拉丁舞曲
    music: 音乐, 音樂, 歌曲, 歌手, 唱歌, 吉他, 钢琴, 鋼琴, 歌单, 歌單, 演唱会, 翻唱
    negation: 不, 没, 沒, 不是, 不太, 没有, 沒有, 别, 不会, 不要
    intensifier: 很, 非常, 太, 超级, 超級, 特别, 特別, 真的, 好
    diminisher: 有点, 有點
    turn: 但是, 可是
    word: 不错, 不錯, 没事, 不止, 好好
    """
}
