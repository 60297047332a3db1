/// The formulas, in the names that listeners know. What each cannot know is said with it.
extension TraitFormula {
  public static let all: [TraitFormula] = [
    energy, danceability, valence, arousal, acousticness, instrumentalness, speechiness, liveness,
  ]

  public static let energy = TraitFormula(
    "energy", "how intense and active: loud, busy, bright, noisy and evenly so",
    limit: "a loud hiss counts as well",
    [
      Term(.loudness, 0.3, from: -36, to: -8), Term(.onsetRate, 0.2, from: 0, to: 8),
      Term(.brightness, 0.2, from: -1.5, to: 2), Term(.motion, 0.1, from: 8, to: 40),
      Term(.flatness, 0.1, from: 0, to: 0.25), Term(.dynamicRange, 0.1, from: 30, to: 5),
    ])

  public static let danceability = TraitFormula(
    "danceability",
    "how easy to dance to: a sure and steady pulse at a walking to running pace, and a low beat",
    limit: "it does not know what is danced to where: a waltz counts for little",
    [
      Term(.pulse, 0.35, from: 0.2, to: 1), Term(.tempoDistance, 0.25, from: 0.9, to: 0),
      Term(.unsteadiness, 0.15, from: 0.06, to: 0), Term(.lowBeat, 0.25, from: 0.1, to: 0.55),
    ])

  /// The signs of Eerola, Lartillot and Toiviainen 2009, "Prediction of multidimensional emotional ratings in
  /// music from audio".
  public static let valence = TraitFormula(
    "valence", "how glad it sounds: major, clear, fast, with a pulse and an even loudness",
    limit: "it knows no words, and major is glad only where listeners have learned so",
    [
      Term(.majorness, 0.4, from: -0.15, to: 0.15), Term(.tempo, 0.2, from: 60, to: 150),
      Term(.keyClarity, 0.15, from: 0.4, to: 0.95), Term(.pulse, 0.15, from: 0, to: 0.9),
      Term(.dynamicRange, 0.1, from: 30, to: 5),
    ])

  public static let arousal = TraitFormula(
    "arousal", "how excited it sounds: fast, busy, loud, bright and changing",
    limit: "a loud hiss counts as well",
    [
      Term(.loudness, 0.25, from: -36, to: -8), Term(.onsetRate, 0.25, from: 0, to: 8),
      Term(.tempo, 0.15, from: 60, to: 160), Term(.brightness, 0.2, from: -1.5, to: 2),
      Term(.motion, 0.15, from: 8, to: 40),
    ])

  public static let acousticness = TraitFormula(
    "acousticness", "how likely it is played without electricity: dark, tonal, dynamic and without noise",
    limit: "a sampled piano passes for a real one",
    [
      Term(.brightness, 0.25, from: 2, to: -1), Term(.flatness, 0.2, from: 0.15, to: 0.005),
      Term(.dynamicRange, 0.2, from: 5, to: 25), Term(.clarity, 0.15, from: 0.4, to: 0.75),
      Term(.lowOnsets, 0.2, from: 0.4, to: 0.05),
    ])

  public static let instrumentalness = TraitFormula(
    "instrumentalness",
    "how likely nobody sings or speaks: no speech, nothing as fast as syllables, tones that stay",
    limit: "singing that is held like a violin passes for one",
    [
      Term(.speech, 0.6, from: 0.6, to: 0), Term(.steadiness, 0.2, from: 0.15, to: 0.5),
      Term(.syllables, 0.2, from: 0.6, to: 0.2),
    ])

  public static let speechiness = TraitFormula(
    "speechiness", "how much of it is spoken",
    limit: "rap counts for less than speech",
    [
      Term(.speech, 0.85, from: 0, to: 1), Term(.pauses, 0.15, from: 0.1, to: 0.4),
    ])

  public static let liveness = TraitFormula(
    "liveness", "how likely there is an audience: noise in the sound and behind it",
    limit: "rain or tape hiss passes for one",
    [
      Term(.backgroundFlatness, 0.5, from: 0.02, to: 0.4), Term(.noise, 0.3, from: 0, to: 0.6),
      Term(.unsteadiness, 0.2, from: 0.01, to: 0.12),
    ])
}
