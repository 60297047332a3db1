extension Tables {
  /// Emoji.
  static let gestures = """
    hint happy: 💸, 💰, 🎂
    likely happy: 😀, 😃, 😄, 😁, 😊, 🙂, ☺, 🥳, 🌞, 😸, 🎉, 🎊
    hint happy: ☀, 🌈, ✨, 🙌, 🥰, 😎, 🌻, 🌼, 🤩, 👏, 🎈
    likely energetic: ⚡, 💪, 🏋, 🏃, 🚀, 🪩
    hint energetic: 🔥, 💃, 🕺, 💥, 🏆, 🏀, 🏁, 👊, 🤘, 🥊, 🎆
    likely playful: 😂, 🤣, 😜, 🤪, 😝, 😛, 😆, 🙃, 🤡, 😹, 🤭
    hint playful: 😏, 😅, 💀, 🐒, 🙈, 🐶, 🐱, 🐕, 😺, 👻
    likely romantic: 😍, 🥰, 😘, 💕, 💞, 💘, 💝, 💑, 💏, 💍, 😚, 💌
    hint romantic: ❤, 💖, 💗, 💓, 🌹, 💋, 👰, 💐, 🫶, 🩷
    likely calm: 😌, 🧘, 😴, 🕯, 🛀, 💤
    hint calm: 🌴, 🌊, 🍃, 🌿, ☕, 🌅, 🌙, 🌧, 🌸, 🍂, 📚, 🫖, 🌱
    likely sad: 😢, 💔, 😞, 😔, 😥, 😿, 🥀, 😟, ☹, 🙁, 😓, 😩
    hint sad: 😭, 🥺, 😪, 🖤, 🕊
    likely dark: 😈, 👿, 🩸
    hint dark: 🎃, 🦇, 🧛, 🧟, ☠, 🔪, 🕸, 😰, 😱
    likely dark: 😡, 🤬
    hint dark: 😤, 😠, 🖤, 👻, 🌑, ⛓
    likely epic: ⚔, 🛡
    hint epic: 🗡, 🏹, 🐉
    hint epic: 👑, 🏔, 🏆, 🎬, 🦅, 🌋, 🎥
    hint rock 1 metal 1: 🤘
    hint rock 1: 🎸
    likely jazz: 🎷
    hint jazz: 🎺
    likely classical: 🎻
    hint classical: 🎹
    hint country: 🤠
    likely country 1 folk 1: 🪕
    hint k-pop: 🫰
    hint afrobeats: 🪘
    hint funk: 🪩
    hint soundtrack: 🎬, 🎥, 🍿
    music: 🤘, 🎵, 🎶, 🎼, 🎧, 🎤, 🎸, 🥁, 🎷, 🎺, 🎻, 🎹, 📻, 🪕, 🪘
    """
}
