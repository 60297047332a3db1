extension Tables {
  /// How fast styles and versions are.
  static let tempos = """
    beats: bpm, beats per minute, beatsperminute
    pulse: heart, heart rate, resting, pulse, cadence, hr, heartbeat
    pace 0.85: slowed, slowed down, slow version, slowed reverb, slowed and reverb, slowed n reverb
    pace 0.85: slowed & reverb
    pace 0.85: slowed songs, slowedsongs, slowed edit, slowed version, slow remix, chopped and screwed
    pace 0.85: daycore, super slowed
    pace 1.25: sped up, spedup, speed up, speedup, sped up version, sped up songs, spedup songs, sped
    pace 1.25: fast version
    pace 1.25: sped up audios, speed songs, speedup songs, sped up sounds, speed up version
    explicit tempo 165: nightcore
    likely tempo 174: drum and bass, drum & bass, dnb, drumnbass, jungle music
    likely tempo 128: house music, tech house, progressive house, electro house, big room, future house
    likely tempo 128: slap house
    likely tempo 124: deep house, afro house, french house, disco house, nu disco
    likely tempo 132: techno, techno music, melodic techno
    likely tempo 138: trance music, psytrance
    likely tempo 150: hardstyle, hard techno, hardtechno
    likely tempo 140: dubstep, grime music, trap music, trap beat, drill music, uk drill, ny drill
    likely tempo 140: future bass
    likely tempo 180: gabber, thrash metal, thrash, speed metal, grindcore
    likely tempo 94: reggaeton, regueton, reggaetón, dembow, perreo
    likely tempo 113: amapiano
    likely tempo 130: bachata, baile funk, brazilian funk, funk carioca, uk garage
    likely tempo 100: synthwave
    likely tempo 120: disco, disco music
    likely tempo 118: italo disco
    likely tempo 90: boom bap, boombap
    likely tempo 75: slow jam, slow jams, quiet storm, chillhop, chill beats, lullaby
    likely tempo 68: ballad, ballads, love ballad, piano ballad, meditation music, sleep music
    likely tempo 68: ambient music
    likely tempo 60: meditation
    hint tempo 85: chill, chill vibes, chillout, chill out, relaxing, relaxing music
    likely tempo 70: slow song, slow songs, slow dance, slow music, downtempo
    likely tempo 150: uptempo, up tempo, fast song, fast music
    likely tempo 135: workout music, gym music, running music, workout mix
    explicit sad: sad slowed
    word: ballad, ballads, slow song, slow songs, slow dance, uptempo, reverb, fast music, fast song
    """
}
