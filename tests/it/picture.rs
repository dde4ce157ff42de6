//! An event's picture, from the organizer's file to visitors' pages.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder as _, ImageFormat, RgbImage};
use lanyard::accounts::Role;

use crate::support::visitor::Answer;
use crate::support::{TestApp, Visitor};

const LOOK: &str = "/organizer/events/forum/look";
const UPLOAD: &str = "/organizer/events/forum/look/picture";
const SIZES: &str = "SELECT count(*) FROM event_pictures";

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(width, height))
        .write_to(&mut file, format)
        .expect("a picture");
    file.into_inner()
}

/// Sends the form of the picture.
async fn send(visitor: &Visitor, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let name = if file.is_empty() { "" } else { "../photo.png" };
    visitor.upload(path, fields, ("picture", name, file)).await
}

/// The revision that the form was opened on.
async fn revision(visitor: &Visitor) -> String {
    visitor
        .page(LOOK)
        .await
        .attr("form[enctype] [name=revision]", "value")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_shown_with_its_words_and_kept_by_browsers() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    assert!(!app.visitor().page("/e/forum").await.has("img.picture"));
    let mut photo = Vec::new();
    let mut encoder = JpegEncoder::new(&mut photo);
    encoder
        .set_exif_metadata(b"MM\0*\0\0\0\x08\0\0 taken at 55.7558 N".to_vec())
        .expect("metadata");
    encoder.encode_image(&RgbImage::new(2000, 1500)).expect("a photo");
    let words = [
        ("revision", "0"),
        ("picture_alt_en", "A full hall"),
        ("picture_alt_ru", "Полный зал"),
    ];
    let answer = send(&manager, UPLOAD, &words, &photo).await;
    assert_eq!(answer.location(), format!("{LOOK}?saved=1"));
    assert!(manager.page(LOOK).await.has("img.picture"));

    for (language, alt, lang) in [
        ("en", "A full hall", "en"),
        ("ru", "Полный зал", "ru"),
        ("zh", "A full hall", "en"),
    ] {
        let page = app.visitor().speaking(language).page("/e/forum").await;
        assert_eq!(page.attr("img.picture", "alt"), alt);
        assert_eq!(page.attr("img.picture", "lang"), lang);
        assert_eq!(page.attr("meta[property='og:image:alt']", "content"), alt);
    }
    let page = app.visitor().page("/e/forum").await;
    assert_eq!(page.attr("img.picture", "width"), "1600");
    assert_eq!(page.attr("img.picture", "height"), "800");
    let share = page.attr("meta[property='og:image']", "content");
    assert!(share.starts_with(&app.base()), "{share}");
    assert_eq!(page.attr("meta[property='og:image:height']", "content"), "630");
    assert!(page.text("script[type='application/ld+json']").contains(&share));
    let srcset = page.attr("img.picture", "srcset");
    let phone = srcset.split(' ').next().expect("an address");
    for href in [&page.attr("img.picture", "src"), &share, phone] {
        let file = app.visitor().get(href).await;
        assert_eq!(file.status, 200, "{href}");
        assert_eq!(file.header("content-type"), "image/jpeg");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("cache-control").contains("immutable"));
        assert!(!file.body.contains("Exif") && !file.body.contains("taken at"));
    }
    let unknown = app.visitor().get("/e/forum/picture/0123456789abcdef0123").await;
    assert_eq!(unknown.status, 404);
    let preview = manager.page("/organizer/events/forum/preview?in=zh").await;
    assert!(preview.text(".preview .small").contains("What the picture shows"));

    let copy = manager
        .post("/organizer/events/forum/duplicate", &[])
        .await
        .location();
    let copy = copy.split('?').next().expect("an address").to_owned();
    let copied = manager.page(&format!("{copy}/look")).await;
    let href = copied.attr("img.picture", "src");
    assert_eq!(app.visitor().get(&href).await.status, 200);

    // Other words for the same picture, then none of it.
    let words = [
        ("revision", revision(&manager).await),
        ("picture_alt_en", "The hall".into()),
    ];
    let words = words.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(send(&manager, UPLOAD, &words, b"").await.status, 303);
    let page = app.visitor().page("/e/forum").await;
    assert_eq!(page.attr("img.picture", "alt"), "The hall");
    let gone = page.attr("img.picture", "src");
    let revision = revision(&manager).await;
    let removed = manager
        .post(&format!("{UPLOAD}/remove"), &[("revision", &revision)])
        .await;
    assert!(
        manager
            .page(&removed.location())
            .await
            .text(".notice")
            .contains("removed")
    );
    assert!(!app.visitor().page("/e/forum").await.has("img.picture"));
    assert_eq!(app.visitor().get(&gone).await.status, 404);
    assert_eq!(
        app.visitor().get(&href).await.status,
        200,
        "the copy keeps its own"
    );
    let history = manager.page("/organizer/events/forum/history").await.text("main");
    assert!(history.contains("Picture removed"), "{history}");
}

#[tokio::test(flavor = "multi_thread")]
async fn png_jpeg_and_webp_are_taken_and_nothing_else() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let mut heavy = picture(600, 300, ImageFormat::Png);
    heavy.resize(5 * 1024 * 1024 + 1, 0);
    let heavy_jpeg = picture(8000, 6000, ImageFormat::Jpeg);
    for (file, says) in [
        (b"just words".to_vec(), "PNG, JPEG or WebP"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            "PNG, JPEG or WebP",
        ),
        (b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), "PNG, JPEG or WebP"),
        (
            picture(600, 300, ImageFormat::Png)[..60].to_vec(),
            "cannot be read",
        ),
        (heavy_jpeg, "40 megapixels"),
        (heavy, "5 MB"),
        (picture(599, 400, ImageFormat::Png), "600 pixels wide"),
        (Vec::new(), "Choose a file"),
    ] {
        let words = [("revision", "0"), ("picture_alt_en", "A full hall")];
        let answer = send(&manager, UPLOAD, &words, &file).await;
        assert_eq!(answer.status, 422, "{says}");
        let page = answer.html();
        assert_eq!(page.attr(".summary a", "href"), "#picture");
        assert!(page.text("#picture-error").contains(says), "{says}");
        assert_eq!(page.attr("#picture_alt_en", "value"), "A full hall", "kept");
    }
    let photo = picture(600, 300, ImageFormat::Png);
    let words = [("revision", "0"), ("picture_alt_zh", "会场")];
    let page = send(&manager, UPLOAD, &words, &photo).await.html();
    assert_eq!(page.attrs(".summary a", "href"), ["#picture", "#picture_alt_en"]);
    assert_eq!(page.attr("#picture_alt_zh", "value"), "会场");
    assert_eq!(app.count(SIZES).await, 0);
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let revision = revision(&manager).await;
        let words = [("revision", revision.as_str()), ("picture_alt_en", "A hall")];
        let answer = send(&manager, UPLOAD, &words, &picture(600, 300, format)).await;
        assert_eq!(answer.status, 303, "{format:?}");
        assert_eq!(app.count(SIZES).await, 3, "the one before is gone");
    }
    for language in ["ru", "zh"] {
        manager.page(&format!("{UPLOAD}?lang={language}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_changed_by_those_who_may_and_one_at_a_time() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    app.event("theirs").of("Another organization").draft().await;
    let photo = picture(600, 300, ImageFormat::Png);
    let words = [("revision", "0"), ("picture_alt_en", "A hall")];
    let viewer = app.organizer(Role::Viewer).await;
    assert_eq!(send(&viewer, UPLOAD, &words, &photo).await.status, 403);
    let manager = app.organizer(Role::Manager).await;
    let foreign = "/organizer/events/theirs/look/picture";
    assert_eq!(send(&manager, foreign, &words, &photo).await.status, 404);
    assert_eq!(
        manager.post(UPLOAD, &words).await.status,
        400,
        "no form with a file"
    );
    assert_eq!(app.count(SIZES).await, 0);

    assert_eq!(send(&manager, UPLOAD, &words, &photo).await.status, 303);
    let late = [("revision", "0"), ("picture_alt_en", "Another hall")];
    let answer = send(&manager, UPLOAD, &late, &photo).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(page.text("[role=alert] dl").contains("A hall"));
    assert_eq!(page.attr("#picture_alt_en", "value"), "Another hall");
    let kept = manager
        .post(&format!("{UPLOAD}/remove"), &[("revision", "0")])
        .await;
    assert!(
        manager
            .page(&kept.location())
            .await
            .text(".notice")
            .contains("not removed")
    );
    assert_eq!(app.count(SIZES).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_event_hides_its_picture_and_a_restored_one_shows_it() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let words = [("revision", "0"), ("picture_alt_en", "A hall")];
    let photo = picture(600, 300, ImageFormat::Png);
    assert_eq!(send(&manager, UPLOAD, &words, &photo).await.status, 303);
    let href = manager.page(LOOK).await.attr("img.picture", "src");
    assert_eq!(app.visitor().get(&href).await.status, 200);

    manager.post("/organizer/events/forum/delete", &[]).await;
    assert_eq!(app.visitor().get(&href).await.status, 404);
    let restore = manager.page("/organizer").await.attr(".deeds form", "action");
    manager.post(&restore, &[]).await;
    assert_eq!(app.visitor().get(&href).await.status, 200);
}
