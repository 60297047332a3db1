extension Tables {
  /// What videos are about.
  static let topics = """
    topic music: music, song, singer, singing, guitar, piano, drums, band, concert, playlist, música
    topic music: canción, cantante, guitarra, concierto, canção, cantora, violão, musique, chanson, guitare
    topic music: musik, lied, gitarre, konzert, låt, gitarr, konsert, lagu, gitar, konser, 音楽, 曲, 歌, ギター
    topic music: ピアノ, ライブ, 음악, 노래, 기타, 피아노, 콘서트, 音乐, 音樂, 歌曲, 吉他, 钢琴, 演唱会, 唱歌
    topic dance: dance, dancing, dancer, choreo, choreography, dance cover, dancechallenge, kpopdance
    topic dance: baile, bailar, bailando, coreo, coreografía, dança, dançar, passinho, coreografia, danse
    topic dance: danser, danseuse, chorégraphie, choré, tanz, tanzen, tänzer*, choreografie, dans, dansa
    topic dance: dansar, danscover, koreografi, joget, nari, tari, menari, dancecover, ダンス, 踊ってみた, 踊り, 振付
    topic dance: 춤, 댄스, 안무, 커버댄스, 舞蹈, 跳舞, 翻跳, 街舞
    topic comedy: comedy, funny, joke, jokes, prank, skit, meme, memes, humor, humour, parody, standup
    topic comedy: chistes, comedia, risas, broma, piada, piadas, comédia, blague, sketch, comédie, witze
    topic comedy: comedy*, lustig, skämt, humor*, komedi, lawak, ngakak, receh, お笑い, 漫才, コント, 爆笑, 개그, 유머
    topic comedy: 웃긴영상, 搞笑, 段子, 喜剧, 沙雕
    topic food: food, recipe, recipes, cooking, cook, baking, bake, baker, foodie, foodtok, breakfast
    topic food: lunch, dinner, cake, cookies, sourdough, bread, restaurant, coffee, pasta, pizza, receta
    topic food: recetas, cocina, cocinar, comida, desayuno, cena, tortilla, receita, receitas, cozinha
    topic food: cozinhar, bolo, recette, recettes, cuisine, cuisiner, repas, gâteau, rezept, rezepte
    topic food: kochen, backen, brotbacken, kuchen, essen, frühstück, recept, laga mat, matlagning, baka
    topic food: bakar, middag, frukost, kanelbullar, resep, masak, masakan, makanan, kuliner, mukbang, レシピ
    topic food: 料理, ごはん, 弁当, お菓子作り, 食べ, カフェ, 레시피, 요리, 먹방, 맛집, 베이킹, 美食, 做饭, 食谱, 烘焙, 早餐, 吃播, 爆米花
    topic fashion: fashion, outfit, ootd, dress, style tips, thrift, thrifted, sneakers, lookbook, haul
    topic fashion: clothes, moda, vestido, look del día, ropa, roupa, look do dia, mode femme, tenue, robe
    topic fashion: vêtements, outfit des tages, kleid, kleidung, rock nähen, klänning, kläder, baju
    topic fashion: outfit*, gamis, hijab, kebaya, コーデ, ファッション, 着回し, 服, ワンピース, 코디, 패션, 원피스, 룩북, 옷, 穿搭, 时尚
    topic fashion: 連衣裙, 连衣裙, 衣服
    topic beauty: makeup, skincare, nails, nail art, beauty, grwm, hairstyle, lipstick, maquillaje, uñas
    topic beauty: belleza, cabello, maquiagem, unhas, cabelo, maquillage, ongles, beauté, coiffure
    topic beauty: schminken, nägel, frisur, hautpflege, smink, hudvård, naglar, frisyr, make up, skincare*
    topic beauty: dandan, メイク, コスメ, ネイル, スキンケア, 髪型, 메이크업, 화장, 뷰티, 네일, 피부, 化妆, 美妆, 护肤, 美甲, 妆容
    topic sport: football, soccer, basketball, tennis, baseball, hockey, volleyball, boxing, climbing
    topic sport: climb, skating, surf, golf, rugby, referee, goal, fútbol, gol, partido, baloncesto
    topic sport: escalar, escalada, boxeo, futebol, vôlei, basquete, jogo do, foot, match, basket, grimpe
    topic sport: escalade, boxe, fußball, fussball, schiri, klettern, bouldern, handball, fotboll, ishockey
    topic sport: innebandy, klättra, klättrar, klättring, sepak bola, bola voli, badminton, panjat tebing
    topic sport: サッカー, 野球, バスケ, テニス, クライミング, スポーツ, 축구, 야구, 농구, 클라이밍, 암벽등반, 스포츠, 足球, 篮球, 羽毛球, 攀岩, 体育, 比赛
    topic fitness: fitness, gym, workout, gymtok, crossfit, legday, leg day, yoga, pilates, running
    topic fitness: marathon, lifting, gimnasio, entrenamiento, ejercicio, rutina de, academia, treino
    topic fitness: musculação, sport maison, musculation, entraînement, salle de sport, training
    topic fitness: fitnessstudio, joggen, laufen gehen, gymmet, träning, träna, löpning, styrketräning
    topic fitness: senam, olahraga, nge gym, lari pagi, 筋トレ, ジム, ヨガ, ランニング, ダイエット, 헬스, 운동, 필라테스, 요가, 다이어트
    topic fitness: 健身, 瑜伽, 跑步, 减肥
    topic travel: travel, trip, vacation, traveltok, road trip, backpacking, hotel, itinerary, viaje
    topic travel: viajar, viajes, turismo, vacaciones, viagem, férias, voyage, voyages, voyager, vacances
    topic travel: reise, reisen, urlaub, roadtrip, landpartie, resa, resor, semester, jalan jalan, liburan
    topic travel: wisata, traveling, 旅行, 旅, 観光, ドライブ, 여행, 드라이브, 관광, 旅游, 攻略, 自驾
    topic gaming: gaming, gamer, game, games, gameplay, gamedev, minecraft, roblox, fortnite, valorant
    topic gaming: genshin, videojuego, videojuegos, juego, jogo, jogos, jeu vidéo, jeux vidéo, jeu indé
    topic gaming: zocken, videospiel, gaming*, spel, datorspel, indiespel, mabar, mobile legends, game*
    topic gaming: ゲーム, 実況, インディーゲーム, ゲーム開発, 게임, 롤, 게임개발, 인디게임, 游戏, 遊戲, 手游, 独立游戏, 电竞
    topic pets: dog, dogs, cat, cats, puppy, kitten, pets, pet, dogtok, cattok, hamster, parrot, perro
    topic pets: perros, gato, gatos, mascota, mascotas, perrito, gatito, cachorro, cachorrinho, gatinho
    topic pets: chien, chiens, chat, chats, chiot, chaton, hund, hunde, katze, katzen, kater, welpe, hundar
    topic pets: katt, katten, katter, valp, kucing*, anjing*, peliharaan, anabul, 猫, 犬, ペット, ねこ, いぬ, うさぎ
    topic pets: 고양이, 강아지, 반려견, 반려묘, 猫咪, 狗狗, 宠物, 小狗, 小猫, 🐶, 🐱, 🐕, 🐈, 🐾
    topic school: school, student, study, studytok, exam, exams, college, university, homework, teacher
    topic school: class, graduation, escuela, examen, universidad, clases, estudiar, colegio, profe, escola
    topic school: prova, faculdade, estudar, estudante, vestibular, école, lycée, bac, étudier, étudiante
    topic school: prof, schule, abitur, studium, lernen, prüfung, klausur, lehrer, skola, skolan, plugg
    topic school: plugga, prov, tenta, studenten, sekolah, ujian, kuliah, belajar, kelas, skripsi, 学校, 勉強
    topic school: 受験, テスト, 大学, 宿題, 학교, 공부, 시험, 수능, 대학교, 카공, 学习, 考试, 高考, 作业, 考研
    topic work: work, office, job, boss, coworker, nine to five, career, interview, trabajo, oficina, jefe
    topic work: chamba, curro, trabalho, escritório, chefe, emprego, boulot, travail, bureau, patron, taf
    topic work: arbeit, büro, chef, jobbet, kontoret, chefen, jobb, kerja, kantor, bos, gaji, lembur
    topic work: gajian, 仕事, 会社, 上司, 職場, 残業, 회사, 직장, 상사, 야근, 퇴근, 월급날, 上班, 工作, 老板, 加班, 职场, 发工资
    topic family: family, mom, mum, dad, grandma, grandpa, baby, kids, sister, brother, parents, familia
    topic family: mamá, papá, abuela, abuelo, hijo, hija, hermana, família, mãe, pai, avó, vó, avô, filha
    topic family: filho, tia, famille, maman, papa, mamie, papi, enfants, bébé, familie, mama, oma, opa
    topic family: kinder, schwester, familj, mamma, pappa, mormor, farmor, morfar, farfar, barnen, keluarga
    topic family: ibu, bapak, emak, nenek, kakek, anak, adik, 家族, 母, 父, おばあちゃん, おじいちゃん, 祖父, 子ども, 娘, 息子, 가족
    topic family: 엄마, 아빠, 할머니, 할아버지, 아들, 딸, 妈妈, 爸爸, 奶奶, 外公, 爷爷, 宝宝, 家人
    topic love: couple, couplegoals, boyfriend, girlfriend, wedding, relationship, date night, valentine
    topic love: engaged, breakup, in love, novio, novia, boda, amor, pareja, enamorada, namorado, namorada
    topic love: casamento, casal, mariage, amoureuse, amoureux, copine, copain, rupture, hochzeit, verliebt
    topic love: liebe, beziehung, liebeskummer, bröllop, kär, kärlek, pojkvän, flickvän, pacar, nikah
    topic love: cinta, kondangan, bucin, 恋愛, 恋, 彼氏, 彼女, 結婚, 失恋, 告白, 연애, 사랑, 결혼, 이별, 커플, 恋爱, 结婚, 爱情, 分手, 情侣
    topic art: art, drawing, painting, artist, sketchbook, illustration, artwork, watercolor, pottery
    topic art: digital art, arte, dibujo, pintura, ilustración, desenho, ilustração, dessin, peinture
    topic art: kunst, malen, zeichnen, zeichnung, konst, måla, teckna, lukisan, gambar, melukis, seni, イラスト
    topic art: 絵, お絵描き, アート, 그림, 드로잉, 일러스트, 미술, 画画, 绘画, 插画, 艺术
    topic diy: diy, crafts, craft, handmade, woodworking, crochet, knitting, sewing, upcycling, renovation
    topic diy: home improvement, house tour, room tour, manualidades, hazlo tú mismo, ganchillo, artesanato
    topic diy: faça você mesmo, crochê, reforma, bricolage, tricot, couture, fait maison, basteln
    topic diy: selber bauen, nähen, naehen, häkeln, stricken, renovieren, pyssel, sy, sticka, virka
    topic diy: renovering, snickra, kerajinan, bikin sendiri, rajut, ハンドメイド, 手作り, 自作, 編み物, 組み立て, ルームツアー
    topic diy: 만들기, 뜨개질, 셀프인테리어, 룸투어, 手工, 自制, 改造, 装修, 编织
    topic cars: car, cars, drift, supercar, truck, motorcycle, bike build, jdm, carros, coche, coches, moto
    topic cars: motos, carro, motoca, voiture, voitures, auto, autos, motorrad, tuning, oldtimer, bil
    topic cars: bilar, epa, epatraktor, motorcykel, mobil, motor, motoran, 車, 愛車, バイク, 洗車, 자동차, 차, 오토바이
    topic cars: 드라이브, 汽车, 摩托车, 改装车, 🚗, 🏎
    topic tech: tech, technology, coding, programming, ai, gadget, gadgets, iphone, android, software
    topic tech: laptop, unboxing, tecnología, programación, celular, tecnologia, programação, technologie
    topic tech: programmation, informatique, technik, programmieren, handy, teknik, programmering
    topic tech: mobil tech, teknologi, gawai, gadget*, ガジェット, プログラミング, スマホ, パソコン, 코딩, 개발자, 스마트폰, 科技, 编程, 手机
    topic tech: 数码, 人工智能
    topic news: news, breaking news, election, politics, protest, headline, noticias, elecciones, política
    topic news: notícias, eleições, actualité, actu, infos, élections, politique, nachrichten, wahl
    topic news: politik, nyheter, val, berita, pemilu, ニュース, 選挙, 政治, 뉴스, 선거, 정치, 新闻, 時事, 时事
    topic nature: nature, hiking, forest, ocean, beach, mountains, sunset, garden, plants, camping
    topic nature: wildlife, naturaleza, playa, montaña, bosque, atardecer, plantas, natureza, praia
    topic nature: montanha, trilha na, jardim, forêt, plage, montagne, lac, jardin, rando, natur, wald, see
    topic nature: berge, wandern, garten, nebel, skog, skogen, hav, fjäll, vandring, trädgård, alam, pantai
    topic nature: gunung, hutan, sawah, 自然, 海, 山, 森, 川, 花, キャンプ, 자연, 바다, 산책, 캠핑, 숲, 꽃, 大自然, 海边, 湖边, 露营, 森林
    topic nature: 🌲, 🌊, 🌅, 🏔
    topic holidays: christmas, xmas, halloween, new year, new years, easter, thanksgiving, birthday
    topic holidays: holiday season, navidad, año nuevo, cumpleaños, semana santa, natal, ano novo, carnaval
    topic holidays: aniversário, páscoa, são joão, noël, nouvel an, anniversaire, pâques, weihnachten
    topic holidays: silvester, ostern, geburtstag, advent, jul, nyår, midsommar, påsk, födelsedag, lucia
    topic holidays: lebaran, ramadan, idul fitri, ulang tahun, tahun baru, クリスマス, 正月, 誕生日, ハロウィン, お盆, 크리스마스
    topic holidays: 설날, 추석, 생일, 할로윈, 春节, 过年, 中秋, 国庆, 圣诞, 生日, 端午, 🎄, 🎃, 🎂, 🎁
    """
}
