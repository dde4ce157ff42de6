//! Somebody with a browser that keeps cookies, runs no script and follows nothing by itself.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Client, Method};

use super::Html;

#[derive(Clone)]
pub struct Visitor {
    client: Client,
    base: String,
    language: String,
}

/// What a server answered.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn html(&self) -> Html {
        Html::parse(&self.body)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap_or("unreadable"))
    }

    /// Where a redirect leads.
    pub fn location(&self) -> String {
        assert!(
            (300..400).contains(&self.status),
            "no redirect but {}\n{}",
            self.status,
            self.body
        );
        self.header("location").to_owned()
    }
}

impl Visitor {
    pub fn new(base: String) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_mins(1))
            .build()
            .expect("a client");
        Self {
            client,
            base,
            language: "en".into(),
        }
    }

    /// Whose browser prefers another language.
    pub fn speaking(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, reqwest::Error> {
        let response = request.send().await?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: String::from_utf8_lossy(&response.bytes().await?).into_owned(),
        })
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        self.client
            .request(method, url)
            .header("accept-language", &self.language)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path))
            .await
            .unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    /// Opens a page that must be there.
    pub async fn page(&self, path: &str) -> Html {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "GET {path}\n{}", answer.body);
        answer.html()
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_post(path, fields)
            .await
            .unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    pub async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, reqwest::Error> {
        // What a browser says of its own page's form.
        self.send(
            self.request(Method::POST, path)
                .header("sec-fetch-site", "same-origin")
                .form(fields),
        )
        .await
    }

    /// Sends a form with a file as a browser would (RFC 7578): the file's field, its name and what is in it.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (field, name, content): (&str, &str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=frontier")
            .body(body);
        self.send(request).await.expect("an answer")
    }

    /// Opens the page at `path`, fills in its form as a person would and sends it where the form says.
    pub async fn fill_in(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.page(path).await;
        self.fill_in_page(&page, fields).await
    }

    /// The same with a page that is open already.
    pub async fn fill_in_page(&self, page: &Html, fields: &[(&str, &str)]) -> Answer {
        let form = "main form[method=post]";
        let mut sent = page.form(form);
        sent.retain(|(name, _)| !fields.iter().any(|(field, _)| field == name));
        sent.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(&page.attr(form, "action"), &sent).await
    }

    /// Registers at an event, all terms accepted; the answer is whatever came of it.
    pub async fn register(&self, slug: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_register(slug, fields).await.expect("a form to fill in")
    }

    /// The same; `None` where the page offers no form, because there is nothing left to register for.
    pub async fn try_register(&self, slug: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let page = self.page(&format!("/e/{slug}/register")).await;
        if !page.has("main form") {
            return None;
        }
        let accepted = page.attr("input[name=accept_terms]", "value");
        let mut all = vec![("accept_terms", accepted.as_str())];
        all.extend_from_slice(fields);
        Some(self.fill_in_page(&page, &all).await)
    }
}
