extension Tables {
  /// What Indonesian adds.
  static let indonesian = """
    explicit pop: lagu pop, pop indo, pop indonesia, musik pop, lagu ballad, lagu melayu, band pop
    explicit pop: pop jadul, pop lawas, pop 90an, pop 2000an
    explicit hip-hop: rap, ngerap, nge rap, nge-rap, rapper, hip hop, hiphop, trap, drill, freestyle rap
    explicit hip-hop: hip hop jawa, rap jawa
    explicit r-and-b: soul, rnb, r&b, lagu rohani, gospel, musik soul
    explicit electronic: edm, dj remix, house, house remix, techno, trance, ambient, dugem, funkot
    explicit electronic: breakbeat, dj, musik elektronik, rave, dnb, jedag jedug, dj viral, dj terbaru
    explicit electronic: dj slow, dj full bass
    explicit rock: rock, musik rock, band rock, lagu rock, slow rock, rocker, anak rock, ngerock
    explicit rock: rock n roll
    explicit metal: lagu metal, band metal, musik metal, anak metal, metalhead, konser metal, riff metal
    explicit metal: drum metal, gitar metal, deathmetal, metalcore, cover drum lagu metal, gigs metal
    explicit punk: punk, anak punk, punk*, band punk
    explicit indie: indie, anak indie, lagu indie, band indie, indie folk
    explicit folk: folk, lagu daerah, lagu folk, dangdut, koplo, keroncong, gamelan, campursari, kendang
    explicit folk: angklung, sasando, sinden, gending, tembang, jaipong, jaranan, lagu jawa, lagu sunda
    explicit folk: tanjidor, orkes melayu, saweran, wayang kulit, karawitan, dangdut*
    explicit country: country, lagu country, musik country
    explicit jazz: jazz, jes, musik jazz
    explicit blues: blues, ngeblues, musik blues
    explicit classical: musik klasik, orkestra, simfoni, biola klasik, piano klasik, cello, kuartet gesek
    explicit classical: resital, chopin
    explicit latin: bossa nova, bossanova, salsa, bachata, reggaeton, samba, tango, cha cha, musik latin
    explicit reggae: reggae, reggaean, rege, ska, anak reggae, dub
    explicit afrobeats: afrobeats, afro, amapiano, afrobeat
    explicit funk: disko, disco, funk, lagu disko, musik disko
    explicit k-pop: kpop, k-pop, kpopers, kpopindo, anak kpop
    explicit lo-fi: lofi, lo-fi
    explicit soundtrack: ost film, soundtrack film, musik film, lagu film, lagu anime, ost anime
    explicit soundtrack: ost drakor
    everyday: klasik, rok, metal
    ambiguous metal: metal
    ambiguous classical: klasik
    beside pop: quiz, kuis, corn, up, art, it, mie, ice, es
    beside rock: panjat, tebing, climbing, batu
    beside metal: sedotan, detektor, botol, panci, wajan, sendok, tumbler, rak, besi
    beside house: tour, kontrakan, kos, rumah
    beside indie: game, gim, dev, gamedev, film
    beside country: house, home
    beside punk: cyber, steam
    beside trap: tikus
    beside salsa: verde, saus, resep
    beside drill: bor
    beside blues: baby
    beside soul: food, mate
    beside dub: anime
    beside dj: basecamp
    music: lagu, musik, penyanyi, nyanyi, nyanyiin, gitar, gitaran, konser, lirik, lirik lagu, band
    music: dengerin, denger, dengar, mendengarkan, dengarkan, nonton konser, drum, ngedrum, bass, vinyl
    music: piringan hitam, album, kaset, cover, cover lagu, nge-cover, manggung, ngamen, gigs, panggung
    music: studio, rekaman, dj, playlist, piano, biola, koor, paduan suara, vokal, karaoke, joget, dance
    music: nge-dance, setlist, speaker, radio, beat, nada, kunci gitar, chord, senar, genjrengan
    music: suara merdu, orkes, biduan, turntable, mixing, remix, goyang, kord, kendang, latihan band
    music: latian band, festival
    explicit happy: senang*, bahagia*, gembira, ceria, riang, kebahagiaan, lagu bahagia, happy, seneng*
    explicit happy: seneng bgt, bahagia banget, alhamdulillah lulus, lulus, bangga, sumringah, girang
    explicit happy: kegirangan, bersyukur, puas, keterima, diterima, menang, juara, senyum*, optimis
    explicit happy: harapan, semoga cerah, penuh harapan, hore, asik*, asyik*, asiik, suka cita, sukacita
    explicit happy: terharu bahagia, mood bagus, good mood, hepi, ga nyangka, akhirnya lulus
    explicit happy: akhirnya wisuda
    likely happy: ultah, ulang tahun, gajian, liburan, libur, wisuda, alhamdulillah, naik gaji, hadiah
    likely happy: seru, kado, hari raya, lebaran, mantap
    explicit sad: sedih*, galau*, lagu galau, lagu sedih, patah hati, patahhati, menangis, kesedihan
    explicit sad: sakit hati, nangis*, nangis, rindu*, kangen*, kesepian, air mata, kecewa*, perpisahan
    explicit sad: luka, terluka, hancur hatiku, hancur hati, hati hancur, ditinggal*, ditinggalin
    explicit sad: diputusin, putus cinta, putus, diselingkuhin, selingkuh, sendu*, pilu, nelangsa, ambyar
    explicit sad: ambyarr, mewek, menyedihkan, murung, sepi, hampa, merana, duka, berduka, almarhum
    explicit sad: almarhumah, kehilangan, sendirian, tersakiti, nyesek, nyesekk, sesak dada, mellow sedih
    explicit sad: melankolis, menyesal, gamon, gagal move on, tanpamu, tanpa kamu, sad, sadboy, sadgirl
    explicit sad: terpuruk, depresi, pedih, perih, lara, bersedih, remuk, remuk redam, retak hati
    explicit sad: baper sedih
    word: sebelah*, putus asa tidak, sepi pengunjung, putusan, luka bakar, rindu kampus, sedih tapi bohong
    explicit romantic: romantis*, jatuh cinta, lagu cinta, aku cinta kamu, aku sayang kamu, bucin*, ayang*
    explicit romantic: ayangku, sayangku, cintaku, pacarku, gebetan, lamaran, dilamar, tunangan, kekasih*
    explicit romantic: kasmaran, mesra*, berduaan, pujaan hati, kencan, malam mingguan berdua, suamiku
    explicit romantic: istriku, honeymoon, bulan madu, deg degan sama dia, i love you, love you, cinta mati
    explicit romantic: uwu
    likely romantic: cinta, pacar*, sayang, pasangan, nikah, ciuman, peluk*, tersayang, bestie
    explicit calm: tenang*, santai*, santuy*, damai*, rileks, menenangkan, adem*, musik santai, kalem
    explicit calm: teduh, sejuk hati, leyeh leyeh, rebahan, healing, slow living, chill, chill*, nyantai
    explicit calm: nyaman*, syahdu, hening, tentram, tenteram, relax, relaks, meditasi, lega, nostalgia*
    explicit calm: nostalgi*, kenangan masa kecil, masa kecil, jaman sd, jaman dulu, inget jaman
    explicit calm: teringat masa, berasa mimpi, mimpi indah, melamun, mengkhayal, khayal*, kayak mimpi
    explicit calm: serasa mimpi, melayang, dreamy, ngopi santai
    likely calm: senja, ngopi, hujan, sepoi
    explicit energetic: semangat*, seru banget, pesta*, joget, jogetin, enerjik, energi*, gaspol, gass*
    explicit energetic: gaskeun, gas terus, heboh*, membara, pecah, pecah banget, party*, dugem, ramean
    explicit energetic: rame banget, lompat lompat, full senyum, on fire, menggila, joget bareng
    explicit energetic: menghentak, bergoyang, goyang, asik digoyang, melek, hype, berapi api
    word: energi surya, pecah telur, mesin pecah, pecah belah
    explicit playful: lucu*, kocak*, ngakak*, wkwk, wkwkwk, humor receh, lawak*, konyol*, gokil*, receh*
    explicit playful: ketawa*, tertawa*, haha, hahaha, bikin ngakak, ngakak parah, awokwok, awok, wkwkw
    explicit playful: xixi, hihi, prank*, bercanda, becanda, ngelawak, absurd, sakit perut ketawa, garing
    explicit playful: jokes, komedi, ngocol, cekikikan, ngikik
    explicit dark: gelap*, seram*, serem*, horor*, menakutkan, angker, hantu*, mencekam, merinding*, takut*
    explicit dark: ketakutan, ngeri*, misteri*, kelam, suram, mistis, marah*, kesel*, kesal*, emosi
    explicit dark: jengkel*, sebel*, sebal, murka, benci*, muak, dendam, geram, ngamuk, ngegas, gedeg
    explicit dark: dongkol, bete, geregetan marah, sewot, naik pitam, naik darah, tegang*, cemas, panik
    explicit dark: gelisah, was was, stres*, deg degan takut, mimpi buruk, mengerikan, kuntilanak, pocong
    explicit dark: ngenes, bangsat, anjir kesel, emosi banget
    word: biru gelap, hijau gelap, ga takut, takutnya, mimpi buruk finansial, warna gelap, cokelat gelap
    explicit epic: epik, kemenangan, megah*, dahsyat*, pahlawan*, gagah, heroik, legendaris, kolosal
    explicit epic: menggetarkan
    negation: tidak, bukan, gak, nggak, ngga, enggak, tanpa, jangan, ga, tak, engga, belum, kagak, ndak, gk
    negation: tdk, bkn, anti
    never: tak pernah, tidak pernah, ga pernah, gak pernah, nggak pernah
    word: bukan cuma, bukan hanya, tidak hanya, gak cuma, ga cuma, gak berhenti, ga berhenti
    word: gak bisa berhenti, ga bisa berhenti, nggak bosen, ga bosen, gak bosen, tak henti, tiada henti
    word: ga ada obat, gak ada lawan, ga ada lawan, gak sabar, ga sabar, gak kuat, ga kuat, tak terlupakan
    word: ga nyangka, gak nyangka, tak sabar, gak nahan, ga nahan, tak terhingga, tanpa henti, tidak sabar
    intensifier: sangat, banget, bgt, sekali, amat, terlalu, paling, super, parah, bener bener, benar benar
    intensifier: bet, bngt, poll, pol, abis, full
    diminisher: agak, sedikit, kurang, rada, dikit
    turn: tapi, tetapi, namun, cuma, melainkan, malah
    everyday: pas, pain, fun, date, lit, tender, hot, tears, rip, best, lost, main, gym, sale, jam, air
    everyday: sport, pesta demokrasi, dark
    word: yang, dan, di, ini, itu, aku, kamu, indonesia, indo, hidup, malam, hari
    """
}
