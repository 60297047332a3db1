import Models
import TestKit
import Testing
import Text

@Suite struct LanguageRuleTests {
  private func read(_ text: String) -> Reading { Lexicon.standard.reading(of: .prose([text])) }
  private func genre(_ text: String) -> Genre? { read(text).genre(.caption, ceiling: 1)?.value.top }
  private func sign(_ text: String) -> Sign? { read(text).mood(.caption, ceiling: 1)?.value.sign }

  @Test(
    arguments: [
      ("der Rock ist zu lang und hat keine Taschen", nil), ("folk på bussen idag alltså", nil),
      ("jag ska handla mat nu", nil), ("el metal de esta olla no se raya", nil),
      ("mi guitarra y un poco de metal con la banda", Genre.metal), ("un blues con mi abuelo", .blues),
      ("je fais du punk avec mes voisins", .punk), ("ich höre nur noch Soulplatten", .rhythmAndBlues),
      ("ロック画面の設定", nil), ("ロックを聴いてる", .rock), ("메탈 드럼을 배워요", .metal), ("金属吸管", nil),
    ] as [(String, Genre?)])
  func `a word means what it means in the language around it`(text: String, expected: Genre?) {
    #expect(genre(text) == expected)
  }

  @Test(arguments: [
    "mi amiga vive en un country con piscina", "la house de mis padres no tiene jardín", "en plena calle",
    "un poco de soul en la comida", "de repente choveu na minha rua", "o metal da porta está frio hoje",
    "je range le garage avec mon père", "c'est la jungle dans le métro ce matin", "une déco country",
    "mit dem Hund am Bach", "wir räumen die Garage auf", "mein Country Haus im Wald",
    "vi städar i vårt garage idag", "en country känsla i köket", "rumah gaya country ini mau dijual",
    "jaket metal ini berat",
  ])
  func `everyday words that are genres need company in every language`(text: String) {
    #expect(genre(text) == nil)
  }

  @Test(
    arguments: [
      ("escuchando rock con mis amigos", .rock), ("ouvindo house com a galera no carro", .electronic),
      ("j'écoute du folk avec ma mère", .folk), ("ich höre Country auf dem Weg", .country),
      ("jag lyssnar på soul i bilen", .rhythmAndBlues), ("lagi dengerin indie di kamar aku", .indie),
      ("indie och krossat hjärta", .indie), ("trap triste para mi ex", .hipHop),
    ] as [(String, Genre)])
  func `and have it in music, or borrowed from English in a feeling`(text: String, expected: Genre) {
    #expect(genre(text) == expected)
  }

  @Test(
    arguments: [
      ("体育の先生がこわい", []), ("今天看了体育比赛", [.sport]), ("夏休みの工作で船を作ったよ", []), ("我今天在公司工作", [.work]),
      ("この手紙を手工芸の店で", []), ("料理をつくった", [.food]), ("我喜欢做饭", [.food]), ("オランダへ旅行に行く", [.travel]),
      ("so good, my #美食 of the day: 美食", [.food]),
    ] as [(String, [Topic])])
  func `Chinese characters say what they say in their language`(text: String, topics: [Topic]) {
    #expect(read(text).topics.map(\.topic) == topics)
  }

  @Test(arguments: [
    ("jajajajajajaj qué cara pone", Sign.positive), ("soooo happyyyy", .positive),
    ("wkwkwkwkwkwk", .positive),
    ("estoy contentísima con todo", .positive), ("wir haben so gelacht", .positive),
    ("hon gråter hela dagen", .negative), ("elle pleurait dans le train avec moi", .negative),
  ])
  func `forms and spellings of a word are one word`(text: String, expected: Sign) {
    #expect(sign(text) == expected)
  }

  @Test(
    arguments: [
      ("traurig bin ich nicht", nil), ("triste? jamais!", nil), ("not happy today", Sign.negative),
      ("I have never been so happy", .positive), ("no puedo parar de reír", .positive),
      ("kein Techno heute, nur gute Laune", .positive), ("涙が止まらない", .negative), ("발라드 말고 행복한 노래", .positive),
    ] as [(String, Sign?)])
  func `denial reaches what it denies`(text: String, expected: Sign?) { #expect(sign(text) == expected) }

  @Test func `a single hint says nothing, and two do`() {
    #expect(read("☕").mood(.caption, ceiling: 1) == nil)
    #expect(read("☕ 📚").mood(.caption, ceiling: 1)?.value.top == .calm)
  }

  @Test(
    arguments: [
      ("bossa nova et café", Genre.latin, "bossa nova"), ("シティポップを聴く夜", .pop, "city pop"),
      ("boom bap beats", .hipHop, "boom bap"), ("rock music", .rock, nil),
    ] as [(String, Genre, String?)])
  func `the style that is named is told`(text: String, genre: Genre, style: String?) {
    #expect(read(text).style(of: genre) == style)
  }

  @Test func `what it is about is told with the words that say so`() {
    let topics = read("receta de tortilla para mi perro").topics

    #expect(topics.map(\.topic).contains(.food) && topics.map(\.topic).contains(.pets))
    #expect(topics.first { $0.topic == .pets }?.terms == ["perro"])
  }

  @Test func `a caption means the same however it is capitalised and composed`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let captions = [
      "escuchando blues y llorando por ti", "Mélancolie au piano", "så jäkla arg på bussen", "ローファイでのんびり",
    ]
    for caption in captions {
      let expected = (genre(caption), sign(caption))
      for _ in 0..<50 {
        let other = String(caption.map { Bool.random(using: &generator) ? Character($0.uppercased()) : $0 })
        let divided = String(
          String.UnicodeScalarView(other.unicodeScalars.flatMap { [$0, "\u{200B}"].prefix(1) }))

        #expect(genre(divided) == expected.0 && sign(divided) == expected.1, "seed \(seed), \(divided)")
      }
    }
  }
}
