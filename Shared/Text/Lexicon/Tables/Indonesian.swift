extension Tables {
  /// What Indonesian adds.
  static let indonesian = """
    explicit pop: lagu pop, pop indo, pop indonesia, musik pop, lagu ballad, lagu melayu, band pop
    explicit pop: pop jadul, pop lawas, pop 90an, pop 2000an
    explicit hip-hop: rap, ngerap, nge rap, nge-rap, rapper, hip hop, hiphop, drill, freestyle rap
    explicit hip-hop: hip hop jawa, rap jawa
    explicit r-and-b: rnb, r&b, lagu rohani, gospel, musik soul
    explicit electronic: edm, dj remix, house remix, techno, trance, ambient, dugem, funkot
    explicit electronic: breakbeat, dj, musik elektronik, rave, dnb, jedag jedug, dj viral, dj terbaru
    explicit electronic: dj slow, dj full bass
    explicit rock: musik rock, band rock, lagu rock, slow rock, rocker, anak rock, ngerock
    explicit rock: rock n roll
    explicit metal: lagu metal, band metal, musik metal, anak metal, metalhead, konser metal, riff metal
    explicit metal: drum metal, gitar metal, deathmetal, metalcore, gigs metal
    explicit punk: punk, anak punk, punk*, band punk
    explicit indie: anak indie, lagu indie, band indie, indie folk
    explicit folk: lagu daerah, lagu folk, dangdut, koplo, keroncong, gamelan, campursari, kendang
    explicit folk: angklung, sasando, sinden, gending, tembang, jaipong, jaranan, lagu jawa, lagu sunda
    explicit folk: tanjidor, orkes melayu, saweran, wayang kulit, karawitan, dangdut*
    explicit country: lagu country, musik country
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
    word: biru gelap, hijau gelap, takutnya, mimpi buruk finansial, warna gelap, cokelat gelap
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
    explicit sad: meninggal*, wafat, tiada, berpulang, telah pergi, pergi selamanya, pergi untuk selamanya
    explicit sad: ninggalin*, meninggalkan*, ditinggal pergi, tanpa kabar, hancur*, hancurr, remuk*, patah
    explicit sad: patah semangat, terpukul, belum sanggup, gak sanggup, ga sanggup, tak sanggup, luka*
    explicit sad: terluka*, lukaku, dikhianati, khianat, diduakan, dibohongi, disakiti, sakit banget
    explicit sad: sakit rasanya, sesak, sesek, perih*, pedih*, derita, menderita, tersiksa, sengsara
    explicit sad: hampa*, kosong rasanya, gagal, gagal lagi, ga lolos, gak lolos, ga keterima, dipecat, phk
    explicit sad: menyesal*, nyesel*, penyesalan, mata bengkak, capek hati, cape hati, capek banget
    explicit sad: lelah banget, ga baik baik aja, gak baik baik aja, tidak baik baik saja, hari terburuk
    explicit sad: hari yang berat, berat banget rasanya, putus sama, habis putus, baru putus, sendiri lagi
    explicit sad: sendiri, jomblo ngenes, air mata jatuh, tersedu*, terisak*, sedu, isak, tangis*, tangisan
    explicit sad: pilu*, nelangsa*, merindu*, kerinduan, kangen rumah, homesick, kehilangan*, duka*
    explicit sad: turut berduka, down banget, lagi down, mental breakdown, overthinking, cengeng, mellow
    explicit sad: melow, sad, nyesekk*, kecewa, mengecewakan, kasihan
    word: nangis bahagia, air mata bahagia, nangis terharu, nangis ketawa, ketawa sampe nangis
    word: ketawa sampai nangis, gagal fokus, sakit perut, dukun, dukungan*, dukung*, gagal diet
    word: sendiri di rumah bikin, bikin sendiri, buatan sendiri, masak sendiri, sakit gigi, sakit kepala
    word: lukis*, lukisan*, ngakak sampe nangis
    explicit happy: nangis bahagia, air mata bahagia, terharu*, haru, bahagianya, senengnya
    explicit happy: alhamdulillah keterima, keterima kerja, lolos, diterima kerja, dapet kerja, sah
    explicit happy: impian terwujud, mimpi jadi nyata, hari terbaik, hari paling bahagia, hari yang indah
    explicit happy: malam yang indah, terbaik, momen bahagia, kabar baik, kabar gembira, hati senang
    explicit happy: hati gembira, hati riang, senyum lebar, tersenyum*, senyum senyum, beruntung
    explicit happy: bersyukur*, syukur*, berkah, puas banget, lega*, bangga*, membanggakan, menang*
    explicit happy: kemenangan kita, mantul, mantap jiwa, keren banget, asik banget, seru*, seruu, indah*
    explicit happy: gemes*, gemas*, gemoy, menggemaskan, imut*, love banget, suka banget, demen banget
    explicit happy: positif, optimis*, harapan*, semoga, semangat baru, ceria*, cerah*, riang gembira
    explicit happy: suka suka, hura hura, girang*, kegirangan*, happy banget, hepi banget
    word: syukuran resep, semoga bermanfaat, semoga membantu, seruput, seruni, seruling, sahabat*, sahur*
    word: saham*, lolos kurasi
    explicit dark: emosi*, emosian, gue emosi, bikin emosi, kesel*, ngeselin*, nyebelin*, menyebalkan*
    explicit dark: jengkelin*, marah marah, dimarahin, dimaki*, maki maki, ngomel*, benci*, muak*, eneg
    explicit dark: enek, jijik*, bangsat, anjing lah, anjir, sialan, sial, kampret, brengsek, kurang ajar
    explicit dark: ga tau diri, gak tau diri, gak adil, ga adil, tidak adil, zalim, ditipu, penipu*, nipu
    explicit dark: kena tipu, dicurangi, curang, ribut, berantem, berkelahi, teriak*, bentak*, dendam*
    explicit dark: balas dendam, ga terima, gak terima, habis kesabaran, kesabaran habis, sabar gue habis
    explicit dark: darah tinggi, naik darah, takut*, ketakutan*, menakutkan*, ngeri*, serem*, seram*
    explicit dark: hantu*, setan*, iblis*, arwah, kutukan, dikutuk, berdarah*, darah, pembunuh*, kejam*
    explicit dark: jahat*, kelam*, suram*, kegelapan, mencekam*, tegang*, menegangkan, cemas*, khawatir*
    explicit dark: gelisah*, was-was, waswas, deg degan*, panik*, panikan, gugup, nervous, grogi, stress*
    explicit dark: stres*, depresi berat, toxic, bulu kuduk, merinding*, trauma*, teror*
    word: golongan darah, donor darah, tekanan darah, gula darah, takutnya ga, jahat banget enaknya
    explicit calm: istirahat, beristirahat, rehat, bernapas, napas, tarik napas, hening*, sunyi, ketenangan
    explicit calm: kedamaian, kenyamanan, hati tenang, tanpa beban, tanpa pikiran, pelan pelan, pelan, slow
    explicit calm: melow santai, rebahan*, mager, tiduran, hammock, selimutan, selimut, hangat*, kehangatan
    explicit calm: kopi dan hujan, hujan dan kopi, sendu manis, lembut*, kelembutan, mengalun, mengalir
    explicit calm: terbang rasanya, serasa terbang, seperti mimpi, seperti di mimpi, bermimpi, ngelamun*
    explicit calm: lamunan, kenangan*, mengenang*, kenang*, teringat*, inget*, keinget*, dulu, jaman dulu
    explicit calm: zaman dulu, jaman sma, jaman smp, jaman sekolah, masa lalu, masa sma, masa sekolah
    explicit calm: tempo dulu, jadul, lawas, tahun 90an, 90an banget, balik ke, serasa balik, throwback
    explicit calm: memori*, damai*, sejuk, asri, menyejukkan, santai*, woles, selow, menikmati*, nikmatin*
    explicit calm: nikmati, ngadem, ngabuburit santai
    word: dulu ya guys, ini dulu, pelan pelan pak sopir, cuci dulu, rebus dulu, potong dulu, kopi susu dulu
    explicit energetic: heboh*, rame*, ramai*, pecahh*, pecah abis, menggelegar, membara*, meledak, ledakan
    explicit energetic: berapi*, bergetar, jedag, jedug, jingkrak*, lompat*, loncat*, joget*, jogedan
    explicit energetic: joged*, dugem*, clubbing, party*, pesta*, semalaman, sampai pagi, sampe pagi, gila
    explicit energetic: gilaa, gokil abis, gila banget, semangat*, bersemangat, penyemangat, energi*
    explicit energetic: full energi, tenaga, on fire*, gaspol*, gas*, ngegas terus, terobos, pantang mundur
    explicit energetic: bakar kalori, keringetan, keringat, keringat bercucuran, goyang*, bergoyang*
    explicit energetic: hentak*, hype*, moshing, headbang*, crowd, penonton pecah
    word: gas elpiji, gas lpg, kompor gas, gasing, gasket, gasoline, ramaikan, energi matahari, orang gila
    word: lompatan harga, tenaga surya, gas alam, tabung gas
    explicit playful: ngakak*, ketawa*, tertawa*, ngetawain*, tawa, lucu*, kocak*, konyol*, receh*, gokil*
    explicit playful: lawak*, pelawak, komedi*, komedian, jenaka, humor*, bercanda*, becanda*, candaan
    explicit playful: guyon*, banyolan, ngelawak*, melawak, dagelan, kelakar, iseng*, jahil*, usil*, prank*
    explicit playful: parodi*, meme*, absurd*, somplak, sengklek, gesrek, gila sih 😂, tolol 😂, bego 😂, wkw
    explicit playful: wkwk*, awok*, hihihi, hehe, hahah, ngik ngik, sakit perut, perut sakit, receh banget
    explicit playful: kocak abis, garing*, nglawak, plesetan
    word: sakit perut karena
    explicit romantic: cinta*, tercinta, mencintai*, mencintaimu, dicintai, jatuh hati, naksir*, pdkt
    explicit romantic: kasmaran*, sayang*, menyayangi*, kesayangan, i love, love u, luv, ayank*, beb, bebeb
    explicit romantic: baby ku, hubby, calon suami, calon istri, lamaran*, dilamar*, melamar, menikah
    explicit romantic: nikah yuk, pengantin baru, tunangan*, cincin, pelaminan, anniv*, anniversary, jadian
    explicit romantic: kencan*, ngedate, dinner romantis, berdua, berdua aja, bareng kamu, bersamamu
    explicit romantic: di sisimu, peluk*, pelukan, genggam*, ciuman*, kecup*, mesra*, romansa, romantis*
    explicit romantic: setia selamanya, sehidup semati, belahan jiwa, jodoh*, soulmate, pacar pertama
    explicit romantic: cinta pertama, rayu*, gombal*, baper, meleleh
    word: cinta tanah air, baperan
    dislike: benci
    """
}
