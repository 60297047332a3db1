import Models

/// How creators of one language write. In the sentences `%g` is a genre and `%m` a mood.
struct Language: Sendable, Equatable {
  /// ISO 639.
  let code: String
  /// ISO 3166, where its creators live.
  let regions: [String]
  /// What the platform calls a creator's own sound; `%n` is their name.
  let originalSound: String
  /// In the order of `Mood.allCases`.
  let moods: [String]
  let ofGenre: [String]
  let ofMood: [String]
  /// Sentences from which nobody learns anything.
  let plain: [String]
  let bios: [String]

  func word(for mood: Mood) -> String {
    Mood.allCases.firstIndex(of: mood).map { moods[$0] } ?? mood.rawValue
  }

  /// English more often than the others, as on the platform.
  static let all = [
    english, spanish, english, portuguese, german, english, japanese, french, english, korean,
  ]

  static let english = Language(
    code: "en", regions: ["US", "GB", "CA", "AU", "NG", "IE"], originalSound: "original sound - %n",
    moods: ["happy", "energetic", "playful", "romantic", "calm", "sad", "dark", "epic"],
    ofGenre: [
      "Learning a %g routine, day 12", "My %g playlist this week", "%g practice before breakfast",
      "If you like %g this one is for you", "POV: the %g hits at 2am", "Trying %g for the first time 🎧",
      "Nobody asked but here is some %g", "%g session with the neighbours",
    ],
    ofMood: ["Feeling %m today", "%m mood ✨", "Something %m for you"],
    plain: [
      "New one is up", "Which take is better?", "Day 41 of posting", "Wait for it 👀", "Part two?",
      "Tell me in the comments", "Answering your questions", "We tried again 🧩",
    ],
    bios: ["new posts every week", "business: link below", "making things on my phone 📱", "part 2 is coming"])

  static let spanish = Language(
    code: "es", regions: ["ES", "MX", "AR", "CO"], originalSound: "sonido original - %n",
    moods: ["feliz", "enérgico", "divertido", "romántico", "tranquilo", "triste", "oscuro", "épico"],
    ofGenre: [
      "Practicando %g hoy", "Mi lista de %g de la semana", "Si te gusta el %g quédate", "Un poco de %g 🎧",
    ],
    ofMood: ["Ambiente %m", "Algo %m para ti"],
    plain: ["Vídeo nuevo", "¿Cuál prefieres?", "Espera al final 👀", "Parte dos mañana"],
    bios: ["vídeos cada semana", "contacto en el enlace"])

  static let portuguese = Language(
    code: "pt", regions: ["BR", "PT"], originalSound: "som original - %n",
    moods: ["feliz", "energético", "divertido", "romântico", "calmo", "triste", "sombrio", "épico"],
    ofGenre: ["Ensaiando %g hoje", "Minha playlist de %g", "Quem gosta de %g comenta", "Um pouco de %g 🎧"],
    ofMood: ["Clima %m", "Um vídeo %m para você"],
    plain: ["Vídeo novo", "Qual você prefere?", "Espera até o final 👀", "Parte dois amanhã"],
    bios: ["vídeos toda semana", "contato no link"])

  static let german = Language(
    code: "de", regions: ["DE", "AT", "CH"], originalSound: "Originalton - %n",
    moods: [
      "glücklich", "energiegeladen", "verspielt", "romantisch", "ruhig", "traurig", "düster", "episch",
    ],
    ofGenre: ["Heute %g geübt", "Meine %g Playlist der Woche", "Wer hört noch %g?", "Ein bisschen %g 🎧"],
    ofMood: ["Die Stimmung: %m", "Heute %m"],
    plain: ["Neues Video", "Was meint ihr?", "Bis zum Ende schauen 👀", "Teil zwei folgt"],
    bios: ["jede Woche neu", "Kontakt im Link"])

  static let french = Language(
    code: "fr", regions: ["FR", "BE", "CA"], originalSound: "son original - %n",
    moods: ["joyeux", "énergique", "amusant", "romantique", "calme", "triste", "sombre", "épique"],
    ofGenre: [
      "Petite session %g ce soir", "Ma playlist %g de la semaine", "Si tu aimes le %g, reste", "Du %g 🎧",
    ],
    ofMood: ["Ambiance : %m", "Un moment %m"],
    plain: ["Nouvelle vidéo", "Vous préférez laquelle ?", "Attendez la fin 👀", "La suite demain"],
    bios: ["une vidéo par semaine", "contact en lien"])

  static let japanese = Language(
    code: "ja", regions: ["JP"], originalSound: "オリジナル楽曲 - %n",
    moods: ["ハッピー", "元気", "楽しい", "ロマンチック", "穏やか", "悲しい", "ダーク", "壮大"],
    ofGenre: ["今日は%gを練習しました", "今週の%gプレイリスト", "%gが好きな人へ🎧"],
    ofMood: ["今日の気分：%m"],
    plain: ["新しい動画です", "どっちがいい？", "最後まで見てね👀"],
    bios: ["毎週投稿しています"])

  static let korean = Language(
    code: "ko", regions: ["KR"], originalSound: "오리지널 사운드 - %n",
    moods: ["행복한", "신나는", "재미있는", "로맨틱한", "잔잔한", "슬픈", "어두운", "웅장한"],
    ofGenre: ["오늘은 %g 연습", "이번 주 %g 플레이리스트", "%g 좋아하는 사람 🎧"],
    ofMood: ["%m 하루", "%m 느낌"],
    plain: ["새 영상 올렸어요", "어떤 게 더 좋아요?", "끝까지 보세요 👀"],
    bios: ["매주 새 영상"])
}
