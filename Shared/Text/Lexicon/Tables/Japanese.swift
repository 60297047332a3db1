extension Tables {
  /// What Japanese adds; stems, so that endings do not matter.
  static let japanese = """
    explicit happy: 嬉し, うれし, 楽し, たのし, 幸せ, しあわせ, ハッピー, 明るい曲, 元気が出る
    explicit sad: 悲し, かなし, 切な, せつな, 泣ける, 失恋, 寂し, さみし, さびし, 病み, エモい歌, 泣き歌
    likely sad: 涙, 泣い, 別れ, 会いたい, つらい, 辛い気持ち, 孤独, 思い出
    explicit romantic: 恋愛, ラブソング, 恋してる, 愛してる, 大好きな人, 恋の歌, ロマンチック, ロマンティック
    likely romantic: 恋, 彼氏, 彼女, カップル, 結婚, 片思い, キス, デート, 告白
    explicit calm: 癒し, 癒やし, 癒され, 落ち着, 穏やか, リラックス, ゆったり, 静か, のんびり, チル, 作業用, 睡眠用
    explicit energetic: 元気, 盛り上が, テンション上が, ノリノリ, 筋トレ, パーティー, アゲアゲ, 激し, 熱い
    explicit playful: 面白, おもしろ, ふざけ, 爆笑, 笑える, ネタ動画, コミカル, 遊び心
    explicit dark: 怖, ホラー, 闇, ダーク, 不気味, 恐怖, 心霊, ゴシック, 病みかわ
    explicit epic: 壮大, 感動的, 迫力, 勇壮, 英雄, エピック
    explicit pop: jポップ, 邦楽ポップ, ポップス, ポップソング, シティポップ
    explicit k-pop: kポップ, ケーポップ, 韓国アイドル, k pop好き
    explicit hip-hop: ヒップホップ, ラップ, ラッパー, 日本語ラップ
    explicit rock: ロックバンド, 邦ロック, ロック好き, 邦楽ロック, ロック音楽
    explicit metal: メタルバンド, ヘヴィメタル, ヘビーメタル, メタル音楽
    explicit jazz: ジャズ, ボサノバ
    explicit classical: クラシック音楽, オーケストラ, ピアノソナタ, 交響曲, 吹奏楽
    explicit electronic: テクノ, ボカロedm, エレクトロ, ダンスミュージック, ハウスミュージック
    explicit lo-fi: ローファイ, lofiヒップホップ
    explicit soundtrack: サウンドトラック, サントラ, アニソン, 劇伴, 映画音楽, ゲーム音楽
    explicit reggae: レゲエ
    explicit folk: フォークソング, 演歌, 民謡
    explicit punk: パンクロック, パンクバンド
    explicit indie: インディーズ, インディーロック
    likely pop: 歌い手, ボカロ, jpop, アイドル
    music: 音楽, 曲, 歌, 弾き語り, ギター, ピアノ, バンド, 歌ってみた, 歌手
    suffix-negation: くない, くなかった, じゃない, ではない, じゃなかった, くはない, しくない, しくなかった, くありません
    intensifier: とても, すごく, めっちゃ, めちゃくちゃ, 超, 本当に, ほんとに
    diminisher: 少し, ちょっと
    turn: でも, だけど, しかし
    """
}
